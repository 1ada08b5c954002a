/** What keeps a scripted step from being sent: reasons to skip it, and mistakes of the file. */

import { inspectAll, toFinding } from '../checks/check.ts';
import { toolChecks } from '../checks/index.ts';
import { oncePer } from '../checks/once-per.ts';
import { ruleInfo } from '../checks/registry.ts';
import type { ToolSubject } from '../checks/subjects.ts';
import { atPointer } from '../json/pointer.ts';
import { isOnlyRounding } from '../json/rounding.ts';
import type { Json, JsonObject, Plan, PlannedStep, RawFinding, ValueIssue } from '../model.ts';
import { didYouMeanWord } from '../text/suggest.ts';
import { type Hints, isReading, toolOf } from './effects.ts';
import type { RunOptions } from './options.ts';
import { formatPlace } from './place.ts';
import type { Refusal } from './refusal.ts';

/** RFC 9110, section 9.2.1. */
export const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Names of tools that are shown where one is missing. */
const MOST_LISTED = 200;

interface Choice {
  readonly plan: Plan;
  readonly options: RunOptions;
}

interface Gate extends Choice, Hints {
  readonly captures: ReadonlyMap<string, Json>;
  readonly refusal: Refusal;
}

/** Why the file leaves the step out, whatever becomes of the server. */
export function leftOutByFile(context: Choice, step: PlannedStep): string | undefined {
  if (step.skip !== undefined) return step.skip;
  const unset = unsetNames(context, step);
  return unset.length > 0 && !context.options.requireSecrets ? notSet(unset) : undefined;
}

/** Why the step cannot be sent, or not with this command line; undefined when it is to run. */
export function reasonToSkip(context: Gate, step: PlannedStep): string | undefined {
  const missing = step.needs.filter((name) => !context.captures.has(name));
  if (missing.length > 0) return `needs ${missing.map((name) => producerOf(context, name)).join(', ')}`;
  const tool = toolOf(step);
  if (context.options.readOnly && step.kind !== 'http' && !isReading(context, step))
    return tool === undefined
      ? `--read-only: ${step.target} may change something`
      : '--read-only: the tool does not say readOnlyHint';
  const { toldAt: refusedAt } = context.refusal;
  if (refusedAt !== undefined && tool !== undefined && !mayDestroy(context, step) && isDestructive(context, tool))
    return `destructive-not-allowed, as told at ${refusedAt}`;
  const isSafe = step.http === undefined || SAFE_METHODS.includes(step.http.method);
  return context.options.readOnly && !isSafe ? `--read-only: ${step.http?.method} may change something` : undefined;
}

function unsetNames({ plan }: Choice, { whenEnv }: PlannedStep): string[] {
  return whenEnv.filter((name) => !plan.env[name]);
}

function notSet(names: readonly string[]): string {
  return `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not set`;
}

/** `--require-secrets`: a step that its environment would leave out is a failure, told before anything is expanded. */
export function missingSecrets(context: Choice, step: PlannedStep): RawFinding[] {
  const unset = step.skip === undefined && context.options.requireSecrets ? unsetNames(context, step) : [];
  if (unset.length === 0) return [];
  const note = { message: `${notSet(unset)}, and --require-secrets asks for it`, where: formatPlace(step.at) };
  return [toFinding(ruleInfo('secret-missing'), note)];
}

/** What makes the step impossible to send as it is written, or as the server stands. */
export function obstacles(context: Gate, step: PlannedStep, target: string, args: JsonObject): RawFinding[] {
  const called = toolOf({ kind: step.kind, target, args });
  if (called === undefined) return [];
  const tool = context.catalogue.tools.get(called);
  if (!tool && step.kind === 'request') return [];
  if (!tool) return step.sendInvalid || !context.catalogue.isKnown ? [] : [toolMissing(context, step, target)];
  if (isDestructive(context, called) && !mayDestroy(context, step)) {
    const all = alikeDestructive(context);
    context.refusal.tell(step.name, all !== undefined);
    const note = all ?? { message: `${called} says that it is destructive, and the step does not allow that` };
    return [toFinding(ruleInfo('destructive-not-allowed'), { ...note, where: formatPlace(step.at) })];
  }
  // A request that the file words itself is sent as it is.
  if (step.kind === 'request' || step.sendInvalid) return [];
  // A schema that cannot be run to its end says nothing about the file's arguments either; nor do binary fractions.
  const issues = (tool.input?.validate?.(args) ?? []).filter(
    (issue) => !issue.isUndecided && !isOnlyRounding(issue, atPointer(args, issue.path)),
  );
  if (issues.length === 0 || !isSound(tool)) return [];
  return issues.slice(0, 5).map((issue) => argsInvalid(step, target, args, issue));
}

/** The hint means nothing for a tool that only reads (MCP 2025-11-25, ToolAnnotations). */
function isDestructive(context: Hints, name: string): boolean {
  return (
    context.catalogue.annotation(name, 'destructiveHint') === true &&
    context.catalogue.annotation(name, 'readOnlyHint') !== true
  );
}

function mayDestroy({ options }: Choice, { allowDestructive }: PlannedStep): boolean {
  return allowDestructive || options.allowDestructive;
}

/** Some SDKs say it of every tool of which the author has said nothing: that is one thing to tell. */
function alikeDestructive(context: Hints): { message: string; hint: string } | undefined {
  const names = [...context.catalogue.tools.keys()].filter(
    (name) => context.catalogue.annotation(name, 'readOnlyHint') !== true,
  );
  if (names.length < 2 || !names.every((name) => isDestructive(context, name))) return undefined;
  const message = `all ${names.length} tools that are not read-only say destructiveHint: true, as SDKs such as mcp-go do by default; none is called without leave`;
  return { message, hint: DEFAULTS };
}

const DEFAULTS =
  'Say in the server which tools are destructive (mcp-go: mcp.WithDestructiveHintAnnotation(false), WithReadOnlyHintAnnotation(true) ' +
  'for the others); or run with --allow-destructive, or allowDestructive: true at the steps.';

/** Against a schema that is itself at fault nothing can be said of the file's arguments. */
const isSound = oncePer((tool: ToolSubject) => !inspectAll(toolChecks, tool).some(({ level }) => level === 'error'));

function argsInvalid(step: PlannedStep, target: string, args: Json, { path, message }: Issue): RawFinding {
  const where = formatPlace(step.places.get(`/args${path}`) ?? step.places.get('/args') ?? step.at);
  const text = `args${path} does not fit the inputSchema of ${target}: ${message}`;
  const hint = quotesHint({ path, message }, args);
  return toFinding(ruleInfo('args-invalid'), { message: text, where, ...(hint ? { hint } : {}) });
}

type Issue = Pick<ValueIssue, 'path' | 'message'>;

/** YAML makes text of what stands in quotes, and a number of what does not. */
function quotesHint({ path, message }: Issue, args: Json): string | undefined {
  if (/must be string/.test(message)) return 'Quote the value in the smoke file, so that it is a string.';
  const value = atPointer(args, path);
  const isPlain = typeof value === 'string' && /^(?:-?\d+(?:\.\d+)?|true|false|null)$/.test(value);
  if (!isPlain || !/must be (?:integer|number|boolean|null)/.test(message)) return undefined;
  return `Remove the quotes: ${path.split('/').at(-1)}: ${value}; in quotes it is text.`;
}

function toolMissing({ catalogue }: Hints, step: PlannedStep, target: string): RawFinding {
  const message = `the server lists no tool ${JSON.stringify(target)}`;
  const names = [...catalogue.tools.keys()];
  const rest = names.length > MOST_LISTED ? ` and ${names.length - MOST_LISTED} more` : '';
  const evidence = `listed: ${names.slice(0, MOST_LISTED).join(', ') || 'none'}${rest}`;
  const hint = didYouMeanWord(target, names);
  const more = hint === undefined ? {} : { hint: `${hint.charAt(0).toUpperCase()}${hint.slice(1)} ${LOOK}` };
  return toFinding(ruleInfo('tool-missing'), { message, evidence, where: formatPlace(step.at), ...more });
}

const LOOK = 'Otherwise check that the server registers the tool in this configuration.';

/** The step whose capture is missing, by name: that is where to look. */
function producerOf({ plan }: Choice, variable: string): string {
  const steps = [...plan.steps, ...plan.teardown];
  return steps.find((step) => step.capture.some((capture) => capture.variable === variable))?.name ?? variable;
}
