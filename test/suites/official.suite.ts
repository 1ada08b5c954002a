/**
 * Our shapes of what the official client accepts against that client's own schemas: 100,000 messages made by chance, the
 * example messages and the schemas of MCP with changes to them, and what the fixtures say.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { sampleFromSchema } from '../../src/schema/sample.ts';
import { Chance, mutated } from '../harness/chance.ts';
import { assertNoneIsPassedInError, passes, refusal } from '../harness/official-messages.ts';
import { fixture } from '../harness/suite.ts';
import { officialSpec } from '../harness/test-data.ts';
import { converse } from './wire-schema/converse.ts';

const REVISIONS = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'];
const CHANGES = 500;
/** By the name of the definition. */
const KINDS = {
  CallToolResult: 'call',
  ReadResourceResult: 'resource',
  GetPromptResult: 'prompt',
  CompleteResult: 'request',
  ListToolsResult: 'list',
} as const;
type Kind = (typeof KINDS)[keyof typeof KINDS];

test('none of 100,000 messages is passed that the official client refuses', async () => {
  const { passed } = await assertNoneIsPassedInError(100_000, 2);
  assert.ok(passed > 35_000, `${passed} passed`);
});

for (const [name, kind] of Object.entries(KINDS))
  test(`the examples of ${name}`, async (t) => {
    const spec = await officialSpec(t);
    if (spec === undefined) return;
    const folder = join(spec, '2026-07-28/examples', name);
    const examples = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
    assert.ok(examples.length > 0);
    for (const example of examples)
      assert.notEqual(await passes(kind, example), (await refusal(kind, example)) !== undefined);
    await changed(kind, examples);
  });

for (const revision of REVISIONS)
  test(`what fits the schema of ${revision}`, async (t) => {
    const spec = await officialSpec(t);
    if (spec === undefined) return;
    const schema = JSON.parse(readFileSync(join(spec, revision, 'schema.json'), 'utf8'));
    for (const [name, kind] of Object.entries(KINDS)) await changed(kind, samples(schema, name));
  });

/** Faults that are the official client's business. */
const FAULTY = [
  ...['official-client', 'zod-mismatch', 'content-shape', 'bad-base64', 'null-arrays', 'one-bad-tool-poisons-list'],
  ...[
    'inputschema-type',
    'outputschema-root',
    'structured-mismatch',
    'schema-uncompilable',
    'unsafe-int',
    'lone-surrogate',
  ],
];

describe('what the fixtures say', { concurrency: 2 }, () => {
  for (const name of FAULTY)
    for (const form of [[], ['--healthy']])
      test(`${name} ${form.join(' ')}`, async (t: TestContext) => {
        const judged = await fixtureFrames(name, form);
        t.diagnostic(judged.map(({ isPassed }) => (isPassed ? 'passed' : 'odd')).join(', '));
        assert.ok(judged.length >= 2);
        if (form.length > 0) assert.ok(judged.every(({ isPassed }) => isPassed));
      });
});

async function fixtureFrames(name: string, form: readonly string[]) {
  const said = await converse(fixture(`${name}.mjs`, ...form), false);
  const answers = said.filter(({ from, message }) => from === 'server' && message.result !== undefined);
  const judged = [];
  for (const { message } of answers) {
    const { result } = message as { result: { tools?: unknown; protocolVersion?: unknown } };
    if (result?.protocolVersion !== undefined) continue;
    judged.push({ isPassed: await passes(result?.tools === undefined ? 'call' : 'list', result) });
  }
  return judged;
}

/** Each with one to three changes, many times. */
async function changed(kind: Kind, messages: readonly unknown[]): Promise<void> {
  const chance = new Chance(3);
  for (const message of messages)
    for (let index = 0; index < CHANGES; index += 1) {
      let other = mutated(message, chance);
      while (chance.is(0.5)) other = mutated(other, chance);
      await passes(kind, other);
    }
}

/** One for each thing that the definition has: what is required only, and with all that is optional. */
function samples(schema: Record<string, unknown>, name: string): unknown[] {
  const key = '$defs' in schema ? '$defs' : 'definitions';
  const definitions = schema[key] as Record<string, { required?: string[]; properties?: object }>;
  const { required = [], properties = {} } = definitions[name]!;
  const all = { ...definitions[name]!, required: [...new Set([...required, ...Object.keys(properties)])] };
  return [definitions[name]!, all].map((definition) => {
    const sample = sampleFromSchema({ ...schema, ...definition, [key]: definitions });
    assert.ok(sample.ok, JSON.stringify(sample));
    return sample.value;
  });
}
