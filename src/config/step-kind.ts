/** What a step does, and which keys go with it. */
import type { JsonObject, Place, ScriptedKind } from '../model.ts';
import { STEP_TABLE, type StepKeys } from './grammar/step.ts';
import { placesOf } from './node.ts';
import type { Problems } from './problems.ts';
import type { Found } from './read/collection.ts';

const KEYS = { tool: 'call', resource: 'resource', prompt: 'prompt' } as const;
const TARGETS = Object.keys(KEYS) as (keyof typeof KEYS)[];

/** Keys that make no sense for a kind. */
const FOREIGN: Record<ScriptedKind, readonly (keyof StepKeys)[]> = {
  call: [],
  resource: ['args', 'sendInvalid', 'allowDestructive', 'safe'],
  prompt: ['sendInvalid', 'allowDestructive', 'safe'],
};

/** Exactly one of `tool`, `resource` and `prompt`; `undefined` when a problem was added or is there already. */
export function kindOf(
  { keys, values, at }: Found<StepKeys>,
  problems: Problems,
): { readonly kind: ScriptedKind; readonly target: string } | undefined {
  const written = TARGETS.filter((key) => keys.has(key));
  const [key, second] = written;
  if (second !== undefined) {
    problems.add(keys.get(second)!, `a step does one thing: \`${key}\` or \`${second}\``, { hint: 'make two steps' });
  }
  // A key that is not known may be one of them, mistyped; that has been said.
  const unknown = [...keys.keys()].some((one) => !Object.hasOwn(STEP_TABLE, one));
  if (!key && !unknown) problems.add(at, 'this step does nothing', { hint: 'add `tool`, `resource` or `prompt`' });
  const target = key && values[key];
  return key && target !== undefined ? { kind: KEYS[key], target } : undefined;
}

export function checkKind({ keys, values, node }: Found<StepKeys>, kind: ScriptedKind, problems: Problems): void {
  for (const key of FOREIGN[kind]) {
    const at = keys.get(key);
    if (at) problems.add(at, `a ${kind} step has no \`${key}\``, { hint: 'leave it out' });
  }
  if (kind !== 'call' && values.expect?.status === 'tool-error') {
    problems.add(values.expect.at, `a ${kind} has no isError`, { hint: 'use `status: rpc-error`' });
  }
  if (kind === 'prompt' && values.args) checkPromptArgs(values.args, placesOf(node), problems);
}

/** MCP: the arguments of a prompt are strings. */
function checkPromptArgs(args: JsonObject, places: ReadonlyMap<string, Place>, problems: Problems): void {
  for (const [key, value] of Object.entries(args)) {
    if (typeof value !== 'string') {
      const at = places.get(`/args/${key}`) ?? places.get('/args')!;
      problems.add(at, `the arguments of a prompt are text, and \`${key}\` is not`, { hint: 'quote it' });
    }
  }
}
