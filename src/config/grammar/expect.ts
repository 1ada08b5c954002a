/** `expect:` of a step. */
import { checkPath } from '../../expect/json-path.ts';
import type { Expectation, ExpectedStatus, Matcher, Place } from '../../model.ts';
import type { Node } from '../node.ts';
import type { Problems } from '../problems.ts';
import { type Found, map, type Table } from '../read/collection.ts';
import { duration } from '../read/quantity.ts';
import { refuse } from '../read/reader.ts';
import { choice, integer } from '../read/scalar.ts';
import { readMatchers } from './matcher.ts';

interface ExpectKeys {
  status: ExpectedStatus;
  code: number;
  text: readonly Matcher[];
  structured: Expectation['structured'];
  maxLatency: number;
}

export const EXPECT_TABLE: Table<ExpectKeys> = {
  status: choice(['ok', 'error', 'tool-error', 'rpc-error']),
  code: integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  text: (node, problems) => readMatchers(node, problems, 'text'),
  structured: readStructured,
  maxLatency: duration,
};

const readKeys = map<ExpectKeys>('a map of what to expect', EXPECT_TABLE);

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
  const { maxLatency, code, ...rest } = found.values;
  return {
    ...defaultExpectation(found.at),
    ...rest,
    ...(code === undefined ? {} : { code }),
    ...(maxLatency === undefined ? {} : { maxLatencyMs: maxLatency }),
  };
}

function checkCode({ keys, values }: Found<ExpectKeys>, problems: Problems): void {
  const at = keys.get('code');
  if (!at || values.status === 'rpc-error' || values.status === 'error') return;
  problems.add(at, '`code` is the code of a JSON-RPC error', { hint: 'add `status: rpc-error`' });
}

function readStructured(node: Node, problems: Problems): Expectation['structured'] | undefined {
  const form = 'a map of JSONPath to matchers';
  if (node.kind !== 'map') return refuse(node, problems, form, 'for all of the value: `$: { equals: … }`');
  if (node.entries.length === 0) return refuse(node, problems, form, 'such as `$.id: { type: string }`');
  return node.entries.flatMap(({ key, keyAt, value }) => {
    const wrong = checkPath(key);
    if (wrong !== undefined) problems.add(keyAt, `not a JSONPath: ${wrong}`);
    const matchers = readMatchers(value, problems, 'value');
    return matchers ? [{ path: key, matchers, at: keyAt }] : [];
  });
}
