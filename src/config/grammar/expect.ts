/** `expect:` of a step. */
import { checkPath } from '../../expect/json-path.ts';
import type {
  Expectation,
  ExpectedStatus,
  Matcher,
  NotificationExpectation,
  PathExpectation,
  Place,
} from '../../model.ts';
import type { Node } from '../node.ts';
import type { Problems } from '../problems.ts';
import { asIs, type Found, list, map, record, type Table } from '../read/collection.ts';
import { duration } from '../read/quantity.ts';
import { refuse } from '../read/reader.ts';
import { choice, integer, literal } from '../read/scalar.ts';
import { readMatchers } from './matcher.ts';
import { readNotifications } from './notifications.ts';
import { EXPECT_OTHERS } from './other-names.ts';
import { readPaths } from './paths.ts';

interface ExpectKeys {
  status: ExpectedStatus | readonly number[];
  code: number;
  headers: NonNullable<Expectation['headers']>;
  text: readonly Matcher[];
  structured: Expectation['structured'];
  json: Expectation['structured'];
  result: readonly PathExpectation[];
  notifications: readonly NotificationExpectation[];
  maxLatency: number;
  snapshot: true | Found<SnapshotKeys>;
  ignore: readonly string[];
}

interface SnapshotKeys {
  ignore: readonly string[];
}

export const SNAPSHOT_TABLE: Table<SnapshotKeys> = { ignore: list('a list of JSONPaths', readPath, 1) };

export const EXPECT_TABLE: Table<ExpectKeys> = {
  status: readStatus,
  code: integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  headers: readHeaders,
  text: (node, problems) => readMatchers(node, problems, 'text'),
  structured: readPaths,
  json: readPaths,
  result: readPaths,
  notifications: readNotifications,
  maxLatency: duration,
  snapshot: readSnapshot,
  ignore: list('a list of JSONPaths', readPath, 1),
};

const httpStatus = integer(100, 599);

const readKeys = map<ExpectKeys>('a map of what to expect', EXPECT_TABLE, EXPECT_OTHERS);

/** What is expected where `expect` does not say. */
export function defaultExpectation(at: Place): Expectation {
  return { status: 'ok', text: [], structured: [], at };
}

export function readExpect(node: Node, problems: Problems): Expectation | undefined {
  const found = readKeys(node, problems);
  if (!found) return undefined;
  if (found.keys.size === 0) {
    problems.add(found.at, '`expect` is empty', {
      hint: 'leave it out: a result without isError is expected anyway',
      allowed: Object.keys(EXPECT_TABLE),
    });
  }
  checkCode(found, problems);
  checkResult(found, problems);
  const { maxLatency, code, status, json, structured, snapshot: _, ignore: __, ...rest } = found.values;
  return {
    ...defaultExpectation(found.at),
    ...rest,
    ...(typeof status === 'string' ? { status } : {}),
    ...(typeof status === 'object' ? { httpStatus: status } : {}),
    structured: [...(structured ?? []), ...(json ?? [])],
    ...(code === undefined ? {} : { code }),
    ...(maxLatency === undefined ? {} : { maxLatencyMs: maxLatency }),
    ...snapshotOf(found, problems),
  };
}

/** `snapshot: true` with `ignore:` beside it, or `snapshot: { ignore: … }`. */
function snapshotOf({ keys, values }: Found<ExpectKeys>, problems: Problems): Pick<Expectation, 'snapshot'> {
  const { snapshot, ignore = [] } = values;
  const [at, beside] = [keys.get('snapshot'), keys.get('ignore')];
  if (!at && beside)
    problems.add(beside, '`ignore` belongs to `snapshot: true`', { hint: 'add it, or leave this out' });
  if (!at || snapshot === undefined) return {};
  const inside = snapshot === true ? [] : (snapshot.values.ignore ?? []);
  return { snapshot: { ignore: [...ignore, ...inside], at } };
}

function readSnapshot(node: Node, problems: Problems): ExpectKeys['snapshot'] | undefined {
  if (node.kind === 'map') return map('a map such as { ignore: [$.time] }', SNAPSHOT_TABLE)(node, problems);
  if (node.kind === 'scalar' && node.value === true) return true;
  return refuse(node, problems, '`true`, or a map such as { ignore: [$.time] }');
}

function readPath(node: Node, problems: Problems): string | undefined {
  const path = literal(node, problems);
  const wrong = path === undefined ? undefined : checkPath(path);
  if (wrong !== undefined) problems.add(node.at, `not a JSONPath: ${wrong}`);
  return path;
}

/** A word for requests of MCP, a number or several for HTTP. */
function readStatus(node: Node, problems: Problems): ExpectedStatus | number[] | undefined {
  if (node.kind === 'list') return list('a list of HTTP statuses', httpStatus, 1)(node, problems);
  if (node.kind !== 'scalar' || typeof node.value !== 'number') {
    return choice(['ok', 'error', 'tool-error', 'rpc-error'])(node, problems);
  }
  const one = httpStatus(node, problems);
  return one === undefined ? undefined : [one];
}

function readHeaders(node: Node, problems: Problems): Expectation['headers'] | undefined {
  const entries = record('a map of header names to matchers', asIs)(node, problems);
  return entries?.flatMap(({ key, keyAt, value }) => {
    const matchers = readMatchers(value, problems, 'text');
    return matchers ? [{ name: key.toLowerCase(), matchers, at: keyAt }] : [];
  });
}

function checkCode({ keys, values }: Found<ExpectKeys>, problems: Problems): void {
  const at = keys.get('code');
  if (!at || values.status === 'rpc-error' || values.status === 'error') return;
  problems.add(at, '`code` is the code of a JSON-RPC error', { hint: 'add `status: rpc-error`' });
}

function checkResult({ keys, values }: Found<ExpectKeys>, problems: Problems): void {
  const at = keys.get('result');
  if (at && values.status === 'rpc-error') problems.add(at, 'a JSON-RPC error has no result', { hint: 'leave it out' });
}
