/** JSONPath (RFC 9535) under a limit of processor time. */
import { createRequire } from 'node:module';
import type { JSONPathEnvironment, JSONPathQuery, JSONValue } from 'json-p3';
import { JobFailed, withinCpu } from '../limits/budget.ts';
import { bounded } from '../limits/patience.ts';
import { BUDGET_MS } from './pattern.ts';
import { type PlainPath, readPlainPath, selectPlainly } from './plain-path.ts';

const require = createRequire(import.meta.url);

/** What a path selects. `singular`: by its form it can select one value at most. */
export type Selection =
  | { readonly values: readonly unknown[]; readonly singular: boolean; readonly problem?: undefined }
  | { readonly problem: string };

/** Deeper than the wire lets a message be. */
const DEEPEST = 600;
let made: JSONPathEnvironment | undefined;

/** Loaded for the first path that is not plain. */
function environment(): JSONPathEnvironment {
  made ??= new (library().JSONPathEnvironment)({ maxRecursionDepth: DEEPEST });
  return made;
}

function library(): typeof import('json-p3') {
  return require('json-p3');
}

/** `unchecked`: the value could not be searched to its end, and why. */
export function selectIn(path: string, value: unknown): Selection | { readonly unchecked: string } {
  const plain = readPlainPath(path);
  if (plain) return plainSelection(plain, value);
  // Loaded before there is a limit: what is cut short while it is loaded stays broken.
  environment();
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
    const query = environment().compile(path);
    return { values: query.query(value as JSONValue).values(), singular: query.singularQuery() };
  } catch (error) {
    return { problem: reason(error) };
  }
}

/** The places that `path` selects, each by its names and indices from the root; none where it cannot be applied. */
export function placesIn(path: string, value: unknown): readonly PlainPath[] | { readonly unchecked: string } {
  const plain = readPlainPath(path);
  if (plain) return selectPlainly(plain, value).length > 0 ? [plain] : [];
  environment();
  const job = { kind: 'places', input: { path, value }, cpuMs: BUDGET_MS };
  try {
    return bounded(job, () => placesAtOnce({ path, value }));
  } catch (error) {
    if (!(error instanceof JobFailed)) throw error;
    return { unchecked: `the JSONPath was ${error.message}` };
  }
}

/** The same without a limit, for the judging thread. */
export function placesAtOnce({
  path,
  value,
}: {
  readonly path: string;
  readonly value: unknown;
}): readonly PlainPath[] {
  const nodes = environment()
    .compile(path)
    .query(value as JSONValue);
  return [...nodes].map(({ location }) => location);
}

/** What is wrong with `path`; `undefined` when it compiles. */
export function checkPath(path: string): string | undefined {
  if (!path.startsWith('$')) return 'a JSONPath starts with `$`, as in `$.id` or `$.items[0].name`';
  if (readPlainPath(path)) return undefined;
  const paths = environment();
  try {
    withinCpu(BUDGET_MS, (): JSONPathQuery => paths.compile(path));
    return undefined;
  } catch (error) {
    return error instanceof JobFailed ? undefined : reason(error);
  }
}

function plainSelection(path: PlainPath, value: unknown): Selection {
  return { values: selectPlainly(path, value), singular: true };
}

function reason(error: unknown): string {
  if (error instanceof library().JSONPathRecursionLimitError || error instanceof RangeError)
    return 'the value is nested too deep';
  const message = (error as Error).message.replace(/ \('.*':\d+\)$/s, '');
  return message.startsWith("can't backup") ? 'unexpected end of the path' : message;
}
