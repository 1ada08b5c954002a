/** The lock file: what it holds, as text that is good to read in a version control system; and read again, whoever wrote it. */
import { isObject } from '../json/kind.ts';
import { readJson } from '../json/read.ts';
import { type Json, type JsonObject, UsageError } from '../model.ts';
import { type Contract, LISTS } from './contract.ts';
import type { KeptAnswer } from './snapshot.ts';

/** What is kept of one suite. */
export interface LockedSuite {
  readonly contract?: Contract;
  /** By the name of the step. */
  readonly answers: ReadonlyMap<string, KeptAnswer>;
}

/** By name of the suite. */
export type LockFile = ReadonlyMap<string, LockedSuite>;

/** What is longer is not read, and so not written. */
export const LARGEST_BYTES = 16 * 1024 * 1024;

const SCHEMA = 'mcp-smoke/lock@1';
const ANY_VERSION = /^mcp-smoke\/lock@\d+$/;
const INDENT = 2;

/** Keys are sorted, so that the same is written as the same, however it was listed. */
export function writeLockFile(file: LockFile): string {
  const suites = [...file].map(([name, { contract, answers }]): [string, Json] => [
    name,
    {
      ...(contract ? { contract: contract as unknown as JsonObject } : {}),
      ...(answers.size > 0 ? { answers: Object.fromEntries(answers) as unknown as JsonObject } : {}),
    },
  ]);
  return `${JSON.stringify({ schema: SCHEMA, suites: sorted(Object.fromEntries(suites)) }, null, INDENT)}\n`;
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value).sort();
  // By entries: a key may be `__proto__`.
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key]!)]));
}

/** Throws UsageError for what is no lock file, or one of a newer version; `shown` is its name for people. */
export function readLockFile(text: string, shown: string): LockFile {
  const conflict = /^(?:<{7}|={7}|>{7})(?: |$)/m.exec(text);
  if (conflict)
    throw wrong(
      shown,
      text,
      conflict.index,
      'a merge left its marks: solve it, or write it anew with --update-baseline',
    );
  const json = readJson(text);
  if (!('value' in json)) throw wrong(shown, text, offsetIn(json.problem), `it is not JSON: ${json.problem}`);
  const { schema, suites } = isObject(json.value) ? json.value : { schema: undefined, suites: undefined };
  const at = text.indexOf('"schema"');
  if (schema !== SCHEMA && typeof schema === 'string' && ANY_VERSION.test(schema))
    throw wrong(
      shown,
      text,
      at,
      `it is of another version (${schema}; this mcp-smoke reads ${SCHEMA}): update mcp-smoke`,
    );
  if (schema !== SCHEMA || !isObject(suites))
    throw wrong(shown, text, Math.max(0, at), `it is no lock file of mcp-smoke ("schema": "${SCHEMA}")`);
  return new Map(Object.entries(suites).map(([name, suite]) => [name, suiteOf(suite, name, shown)]));
}

function suiteOf(suite: unknown, name: string, shown: string): LockedSuite {
  const refuse = (what: string): never => {
    throw new UsageError(
      `${shown}: the suite ${JSON.stringify(name)} cannot be read: ${what}; write it anew with --update-baseline`,
    );
  };
  if (!isObject(suite)) return refuse('it is no object');
  const { contract, answers = {} } = suite;
  if (contract !== undefined && !isContract(contract)) return refuse('its contract is none');
  if (!isObject(answers) || !Object.values(answers).every(isKept)) return refuse('its answers are none');
  const kept = new Map(Object.entries(answers) as [string, KeptAnswer][]);
  return { answers: kept, ...(contract === undefined ? {} : { contract }) };
}

function isContract(value: unknown): value is Contract {
  if (!isObject(value) || !isObject(value['server']) || !isObject(value['capabilities'])) return false;
  if (typeof value['server']['protocol'] !== 'string') return false;
  return LISTS.every((list) => value[list] === undefined || isEntries(value[list]));
}

function isEntries(value: unknown): boolean {
  return isObject(value) && Object.values(value).every(isObject);
}

function isKept(value: unknown): boolean {
  return isObject(value) && ['structured', 'text', 'result'].some((key) => value[key] !== undefined);
}

/** JSON.parse says where, in words. */
function offsetIn(problem: string): number {
  return Number(/at position (\d+)/.exec(problem)?.[1] ?? 0);
}

function wrong(shown: string, text: string, offset: number, what: string): UsageError {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = offset - before.lastIndexOf('\n');
  return new UsageError(`${shown}:${line}:${column}: ${what}`);
}
