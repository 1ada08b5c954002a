/** JSONPath (RFC 9535) under a limit of processor time. */
import { JSONPathEnvironment, type JSONPathQuery, JSONPathRecursionLimitError, type JSONValue } from 'json-p3';
import { JobFailed, withinCpu } from '../limits/budget.ts';
import { bounded } from '../limits/patience.ts';
import { BUDGET_MS } from './pattern.ts';

/** What a path selects. `singular`: by its form it can select one value at most. */
export type Selection =
  | { readonly values: readonly unknown[]; readonly singular: boolean; readonly problem?: undefined }
  | { readonly problem: string };

/** Deeper than the wire lets a message be. */
const environment = new JSONPathEnvironment({ maxRecursionDepth: 600 });

/** `unchecked`: the value could not be searched to its end, and why. */
export function selectIn(path: string, value: unknown): Selection | { readonly unchecked: string } {
  const job = { kind: 'path', input: { path, value }, cpuMs: BUDGET_MS };
  try {
    return bounded(job, () => selectAtOnce({ path, value }));
  } catch (error) {
    if (!(error instanceof JobFailed)) throw error;
    return { unchecked: `the JSONPath was ${error.message}` };
  }
}

/** The same without a limit, for the judging thread. */
export function selectAtOnce({ path, value }: { readonly path: string; readonly value: unknown }): Selection {
  try {
    const query = environment.compile(path);
    return { values: query.query(value as JSONValue).values(), singular: query.singularQuery() };
  } catch (error) {
    return { problem: reason(error) };
  }
}

/** What is wrong with `path`; `undefined` when it compiles. */
export function checkPath(path: string): string | undefined {
  if (!path.startsWith('$')) return 'a JSONPath starts with `$`, as in `$.id` or `$.items[0].name`';
  try {
    withinCpu(BUDGET_MS, (): JSONPathQuery => environment.compile(path));
    return undefined;
  } catch (error) {
    return error instanceof JobFailed ? undefined : reason(error);
  }
}

function reason(error: unknown): string {
  if (error instanceof JSONPathRecursionLimitError || error instanceof RangeError)
    return 'the value is nested too deep';
  const message = (error as Error).message.replace(/ \('.*':\d+\)$/s, '');
  return message.startsWith("can't backup") ? 'unexpected end of the path' : message;
}
