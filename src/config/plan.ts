/** The nodes of one file to its plans: everything that can be checked before a server starts is checked here. */
import { dirname } from 'node:path';
import type { Json, Place, Plan, PlannedStep, ServerSpec } from '../model.ts';
import { caseTexts } from './cases.ts';
import { coverOf } from './cover.ts';
import { DEFAULT_CONNECT_TIMEOUT_MS, DEFAULT_MESSAGE_BYTES, DEFAULT_TIMEOUT_MS } from './defaults.ts';
import { readSmoke, SMOKE_TABLE, type SmokeKeys } from './grammar/smoke.ts';
import { type Node, strings } from './node.ts';
import type { LoadOptions } from './options.ts';
import type { Problems } from './problems.ts';
import { perRevision, protocolsOf } from './protocol.ts';
import { type Found, need } from './read/collection.ts';
import { reportersOf } from './reporters.ts';
import { resolveRules } from './rules.ts';
import { gatherSecrets } from './secrets.ts';
import { resolveServer } from './server.ts';
import { planSteps } from './steps.ts';
import type { ResolvedServer } from './transport.ts';
import { userPath } from './user-path.ts';
import { checkText, type Desk, envNames } from './variables.ts';
import { defineVars } from './vars.ts';

export interface SourceFile {
  /** As in places. */
  readonly shown: string;
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** One plan for each protocol revision. Not to be used when a problem was added. */
export async function plansOf(root: Node, file: SourceFile, options: LoadOptions, problems: Problems): Promise<Plan[]> {
  const found = readSmoke(root, problems);
  if (!found) return [];
  // A key that is not known may be it, by another name; that has been said.
  if (![...found.keys.keys()].some((key) => !Object.hasOwn(SMOKE_TABLE, key))) need(found, 'server', problems);
  const desk = deskFor(file, options, problems);
  defineVars(found.values.vars ?? [], options.vars, desk);
  const plan = await planOf(found, file, options, desk);
  const protocols = protocolsOf(found.values.protocol, options.protocol);
  if (!plan) return [];
  return perRevision(plan, protocols);
}

const NO_RULES = { levels: [], modules: [] };

async function planOf(
  { values, node }: Found<SmokeKeys>,
  file: SourceFile,
  options: LoadOptions,
  desk: Desk,
): Promise<Plan | undefined> {
  const server = values.server && (await resolveServer(values.server, dirname(file.path), desk));
  const { env } = options;
  const steps = planSteps(values.steps ?? [], values.teardown ?? [], desk);
  const whenEnv = [...steps.steps, ...steps.teardown].flatMap((step) => step.whenEnv);
  const found = [...(values.steps ?? []), ...(values.teardown ?? [])];
  const sentEnv = envNames([...steps.steps.concat(steps.teardown).flatMap(sentTexts), ...caseTexts(found)], desk);
  const usedEnv = [...envNames(strings(node), desk), ...whenEnv];
  const secrets = gatherSecrets(
    { named: values.secrets ?? [], env, server, usedEnv, sentEnv, vars: desk.scope.vars },
    desk.problems,
  );
  checkAnswers(node, desk);
  const cover = values.report && (await coverOf(values.report, dirname(file.path), desk));
  const ruled = await resolveRules(values.rules ?? NO_RULES, dirname(file.path), options, desk.problems);
  if (!server) return undefined;
  checkPaths(steps, server, desk);
  return {
    ...settings(values, file, options),
    server: withProxies(server.spec, env),
    protocol: 'auto',
    secrets,
    vars: desk.scope.vars,
    env,
    ...ruled,
    ...reportersOf(values.reporters, dirname(file.path), options, desk),
    ...(values.answers ? { answers: values.answers } : {}),
    ...(cover ? { cover } : {}),
    ...baselineOf(values, dirname(file.path)),
    variables: [...new Set([...usedEnv, ...(server.usedEnv ?? [])])],
    ...steps,
    callReadOnly: false,
  };
}

/** Relative to the smoke file. Whether there is such a file, and what it holds, is for the run to see. */
function baselineOf({ baseline }: Partial<SmokeKeys>, folder: string): Pick<Plan, 'baseline'> {
  return baseline ? { baseline: { path: userPath(baseline.value, folder), at: baseline.at } } : {};
}

function withProxies(spec: ServerSpec, env: LoadOptions['env']): ServerSpec {
  if (spec.transport === 'stdio') return spec;
  const named = Object.entries(env).filter(([name, value]) => value && /^(?:https?|all|no)_proxy$/i.test(name));
  return { ...spec, proxies: Object.fromEntries(named) as Record<string, string> };
}

/** Captures have no place here: the server may ask before any step. */
function checkAnswers(node: Node, desk: Desk): void {
  const answers = node.kind === 'map' ? node.entries.find(({ key }) => key === 'answers')?.value : undefined;
  for (const text of answers ? strings(answers) : []) checkText(text, desk);
}

/** What a step sends to the server. */
function sentTexts({ args, http, at }: PlannedStep): { readonly value: string; readonly at: Place }[] {
  const { headers = {}, json = null, body = '' } = http ?? {};
  return textsOf([args, headers, json, body]).map((value) => ({ value, at }));
}

function textsOf(value: Json): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** A path alone needs the address of a server that has one. */
function checkPaths(
  { steps, teardown }: Pick<Plan, 'steps' | 'teardown'>,
  { spec }: ResolvedServer,
  { problems }: Desk,
): void {
  if (spec.transport === 'http') return;
  const paths = [...steps, ...teardown].filter(
    ({ http, target }) => http && !target.includes('${') && !URL.canParse(target),
  );
  for (const { at, places } of paths) {
    const hint = 'a path alone belongs to the `url` of the server, and this server has none';
    problems.add(places.get('/http/url') ?? at, 'not a URL', { hint });
  }
}

type Settings = Pick<
  Plan,
  | 'name'
  | 'file'
  | 'source'
  | 'bytes'
  | 'timeoutMs'
  | 'connectTimeoutMs'
  | 'limits'
  | 'tools'
  | 'coverage'
  | 'probes'
  | 'diagnose'
>;

function settings(values: Partial<SmokeKeys>, file: SourceFile, options: LoadOptions): Settings {
  const { include = [], exclude = [] } = values.tools?.values ?? {};
  const named = (tools: typeof include) => tools.map(({ value, at }) => ({ name: value, at }));
  return {
    name: values.name ?? file.shown,
    file: file.shown,
    source: file.text,
    bytes: file.bytes,
    timeoutMs: options.timeoutMs ?? values.timeout ?? DEFAULT_TIMEOUT_MS,
    connectTimeoutMs: options.connectTimeoutMs ?? values.connectTimeout ?? DEFAULT_CONNECT_TIMEOUT_MS,
    limits: { messageBytes: values.limits?.values.message ?? DEFAULT_MESSAGE_BYTES },
    tools: { include: named(include), exclude: named(exclude) },
    coverage: values.coverage ?? 'warn',
    probes: values.probes ?? [],
    diagnose: values.diagnose !== 'off',
  };
}

function deskFor(file: SourceFile, { env, within }: LoadOptions, problems: Problems): Desk {
  return {
    scope: { env, vars: {}, captures: new Map() },
    known: { env, names: new Set<string>(), builtins: ['uuid'] },
    written: new Map(),
    lines: file.text.split('\n'),
    problems,
    within,
  };
}
