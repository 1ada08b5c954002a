/** Plain schemas against ajv: 100,000 pairs of schema and value by chance, and the official test suite, optional tests included. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Chance, mutated } from '../harness/chance.ts';
import { assertPlainIsExact, compare, type Tally } from '../harness/schema-pairs.ts';
import { officialSuite } from '../harness/test-data.ts';

const DRAFTS = {
  draft6: 'http://json-schema.org/draft-06/schema#',
  draft7: 'http://json-schema.org/draft-07/schema#',
  'draft2019-09': 'https://json-schema.org/draft/2019-09/schema',
  'draft2020-12': 'https://json-schema.org/draft/2020-12/schema',
};
const CHANGES = 5;

test('100,000 pairs by chance', (t) => {
  const tally = assertPlainIsExact(100_000, 2);
  t.diagnostic(JSON.stringify(tally));
  assert.ok(tally.fitting > tally.pairs / 5);
});

for (const [folder, $schema] of Object.entries(DRAFTS))
  test(`the official suite, ${folder}`, async (t) => {
    const suite = await officialSuite(t, 'json-schema');
    if (suite === undefined) return;
    const tallies = groupsOf(join(suite, 'tests', folder)).flatMap((group) => compareAll($schema, group));
    const plain = tallies.filter((one) => one.plain > 0).length;
    t.diagnostic(`${plain} of ${tallies.length} schemas are plain`);
    assert.ok(plain > tallies.length / 4);
  });

interface Group {
  readonly schema: unknown;
  readonly tests: readonly { readonly data: unknown }[];
}

function groupsOf(folder: string): Group[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return files.flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

/** As it stands, and with changes to it: what makes a schema wrong must not be passed over. */
function compareAll($schema: string, { schema, tests }: Group): Tally[] {
  const chance = new Chance(4);
  const values = tests.map(({ data }) => data);
  const named = typeof schema === 'object' ? { $schema, ...schema } : schema;
  return [named, ...Array.from({ length: CHANGES }, () => mutated(named, chance))].map((one) => compare(one, values));
}
