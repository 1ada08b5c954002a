/** What a step does, and which keys go with it. */
import type { JsonObject, Place, PlannedStep } from '../model.ts';
import type { RequestFound } from './grammar/request.ts';
import { STEP_TABLE, type StepKeys } from './grammar/step.ts';
import { checkHttp } from './http-step.ts';
import { placesOf } from './node.ts';
import type { Problems } from './problems.ts';
import { type Found, need } from './read/collection.ts';

const KEYS = { tool: 'call', resource: 'resource', prompt: 'prompt', request: 'request', http: 'http' } as const;
type Kind = PlannedStep['kind'];
const TARGETS = Object.keys(KEYS) as (keyof typeof KEYS)[];

/** Keys that make no sense for a kind. */
const FOREIGN: Record<Kind, readonly (keyof StepKeys)[]> = {
  call: [],
  resource: ['args', 'sendInvalid', 'allowDestructive', 'safe'],
  prompt: ['sendInvalid', 'allowDestructive', 'safe'],
  request: ['args', 'sendInvalid'],
  http: ['args', 'answers', 'sendInvalid', 'allowDestructive'],
};

/** Exactly one of `tool`, `resource`, `prompt`, `request` and `http`; `undefined` when a problem was added or is there already. */
export function kindOf(
  { keys, values, at }: Found<StepKeys>,
  problems: Problems,
): { readonly kind: Kind; readonly target: string } | undefined {
  const written = TARGETS.filter((key) => keys.has(key));
  const [key, second] = written;
  if (second !== undefined) {
    problems.add(keys.get(second)!, `a step does one thing: \`${key}\` or \`${second}\``, { hint: 'make two steps' });
  }
  // A key that is not known may be one of them, mistyped; that has been said.
  const unknown = [...keys.keys()].some((one) => !Object.hasOwn(STEP_TABLE, one));
  if (!key && !unknown)
    problems.add(at, 'this step does nothing', { hint: 'add `tool`, `resource`, `prompt`, `request` or `http`' });
  if (values.http) need(values.http, 'url', problems);
  if (values.request) checkRequest(values.request, problems);
  const target = key && targetOf(key, values);
  return key && target !== undefined ? { kind: KEYS[key], target } : undefined;
}

function targetOf(key: keyof typeof KEYS, { http, request, ...names }: Partial<StepKeys>): string | undefined {
  if (key === 'http') return http?.values.url?.value;
  return key === 'request' ? request?.values.method?.value : names[key];
}

function checkRequest(request: RequestFound, problems: Problems): void {
  need(request, 'method', problems);
  const { method } = request.values;
  if (!method?.value.startsWith('notifications/')) return;
  problems.add(method.at, 'a notification is no request: no answer comes', {
    hint: 'what the server sends by itself goes into `expect: { notifications: … }`',
  });
}

export function checkKind(step: Found<StepKeys>, kind: Kind, problems: Problems): void {
  const { keys, values, node } = step;
  for (const key of FOREIGN[kind]) {
    const at = keys.get(key);
    if (at) problems.add(at, `${article(kind)} step has no \`${key}\``, { hint: hintFor(key, kind) });
  }
  checkHttp(step, kind, problems);
  if ((kind === 'resource' || kind === 'prompt') && values.expect?.status === 'tool-error') {
    problems.add(values.expect.at, `a ${kind} has no isError`, { hint: 'use `status: rpc-error`' });
  }
  if (kind === 'prompt' && values.args) checkPromptArgs(values.args, placesOf(node), problems);
}

function hintFor(key: keyof StepKeys, kind: Kind): string {
  return key === 'args' && kind === 'request' ? 'they are `params` of the request' : 'leave it out';
}

/** MCP: the arguments of a prompt are strings. */
function checkPromptArgs(args: JsonObject, places: Pick<ReadonlyMap<string, Place>, 'get'>, problems: Problems): void {
  for (const [key, value] of Object.entries(args)) {
    if (typeof value !== 'string') {
      const at = places.get(`/args/${key}`) ?? places.get('/args')!;
      problems.add(at, `the arguments of a prompt are text, and \`${key}\` is not`, { hint: 'quote it' });
    }
  }
}

function article(kind: Kind): string {
  return kind === 'http' ? 'an http' : `a ${kind}`;
}
