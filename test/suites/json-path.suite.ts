/** JSONPath by the compliance suite of RFC 9535 (github.com/jsonpath-standard/jsonpath-compliance-test-suite). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { checkPath, selectIn } from '../../src/expect/json-path.ts';
import { officialSuite } from '../harness/test-data.ts';

interface Case {
  readonly name: string;
  readonly selector: string;
  readonly document?: unknown;
  readonly result?: unknown;
  readonly results?: readonly unknown[];
  readonly invalid_selector?: boolean;
}

test('JSONPath compliance: 703 of 703 right', async (t) => {
  const file = await officialSuite(t, 'jsonpath-cts.json');
  if (file === undefined) return;
  const { tests }: { tests: readonly Case[] } = JSON.parse(readFileSync(file, 'utf8'));
  const wrong = tests.filter((one) => !isRight(one)).map(({ name }) => name);
  assert.deepEqual({ wrong, right: tests.length - wrong.length }, { wrong: [], right: 703 });
});

function isRight({ selector, document, result, results = [result], invalid_selector: isInvalid }: Case): boolean {
  const problem = checkPath(selector);
  if (isInvalid || problem !== undefined) return isInvalid === true && problem !== undefined;
  const selected = selectIn(selector, document);
  return 'values' in selected && results.some((one) => isDeepStrictEqual(one, selected.values));
}
