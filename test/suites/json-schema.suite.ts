/**
 * JSON Schema by its official test suite (github.com/json-schema-org/JSON-Schema-Test-Suite): every test but the optional
 * ones and those whose schema refers to another document, which we never fetch.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { compileSchema } from '../../src/schema/compile.ts';
import { officialSuite } from '../harness/test-data.ts';

interface Group {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

const REMOTE = 'http://localhost:1234';
/** What stays: tests by file and group, how many of the group, and why. */
const DYNAMIC = 'not checked: several anchors, none at the root; which one is meant depends on the way of a value';
const CONTAINS = 'ajv counts evaluated items from the first one, and `contains` evaluates single ones';
const FORMAT = 'on purpose: hosts check formats, and a wrong one is a fault of the server';
const FORMATS = [
  ...['email', 'regex', 'ipv4', 'ipv6', 'hostname', 'date', 'date-time', 'time', 'json-pointer', 'uri', 'uuid'],
  ...['relative-json-pointer', 'uri-reference', 'uri-template', 'duration'],
];
const WRONG_2020: readonly (readonly [name: string, count: number, why: string])[] = [
  ['dynamicRef: multiple dynamic paths to the $dynamicRef keyword', 4, DYNAMIC],
  ['dynamicRef: after leaving a dynamic scope, it is not used by a $dynamicRef', 3, DYNAMIC],
  ['dynamicRef: $dynamicRef skips over intermediate resources - direct reference', 2, DYNAMIC],
  ['dynamicRef: $dynamicRef avoids the root of each schema, but scopes are still registered', 2, DYNAMIC],
  ['unevaluatedItems: unevaluatedItems depends on adjacent contains', 1, CONTAINS],
  ['unevaluatedItems: unevaluatedItems depends on multiple nested contains', 1, CONTAINS],
  ['unevaluatedItems: unevaluatedItems and contains interact to control item dependency relationship', 1, CONTAINS],
  ['unevaluatedItems: unevaluatedItems with minContains = 0', 1, CONTAINS],
  ...FORMATS.map((name) => [`format: ${name} format`, 1, FORMAT] as const),
];

const DRAFTS = [
  { folder: 'draft6', $schema: 'http://json-schema.org/draft-06/schema#', right: 810, wrong: [] },
  { folder: 'draft7', $schema: 'http://json-schema.org/draft-07/schema#', right: 898, wrong: [] },
  { folder: 'draft2019-09', $schema: 'https://json-schema.org/draft/2019-09/schema', right: 1215, wrong: [] },
  { folder: 'draft2020-12', $schema: 'https://json-schema.org/draft/2020-12/schema', right: 1212, wrong: WRONG_2020 },
];

for (const { folder, $schema, right, wrong } of DRAFTS) {
  test(`JSON Schema ${folder}: ${right} tests right, ${sum(wrong.map(([, count]) => count))} wrong by name`, async (t) => {
    const suite = await officialSuite(t, 'json-schema');
    if (suite === undefined) return;
    const judged = groupsOf(join(suite, 'tests', folder)).flatMap(([file, group]) => judge(file, group, $schema));
    const counts: Record<string, number> = {};
    for (const { name, isRight } of judged) if (!isRight) counts[name] = (counts[name] ?? 0) + 1;
    assert.deepEqual(counts, Object.fromEntries(wrong));
    assert.equal(judged.filter(({ isRight }) => isRight).length, right);
  });
}

function groupsOf(folder: string): [file: string, group: Group][] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.flatMap((file) => {
    const groups: Group[] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return groups
      .filter(({ schema }) => !JSON.stringify(schema).includes(REMOTE))
      .map((group): [string, Group] => [file.replace('.json', ''), group]);
  });
}

function judge(file: string, { description, schema, tests }: Group, $schema: string) {
  const named = typeof schema === 'object' ? { $schema, ...schema } : schema;
  const { validate } = compileSchema(named);
  const name = `${file}: ${description}`;
  return tests.map(({ data, valid }) => {
    const issues = validate?.(data);
    const isRight = issues !== undefined && !issues[0]?.isUndecided && (issues.length === 0) === valid;
    return { name, isRight };
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
