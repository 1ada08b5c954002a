/** The meta-schemas that are compiled while the program is bundled say what those say that are compiled when they are needed. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Dialect } from '../src/schema/dialect.ts';
import { metaErrors } from '../src/schema/engine.ts';
import { Chance, mutated } from './harness/chance.ts';
import { ROOT } from './harness/smoke.ts';
import { WorkFolder } from './harness/work-folder.ts';

const EACH = 300;
const part = { type: ['string', 'null'], minLength: 1, enum: ['a'], pattern: '^a', format: 'uri', readOnly: true };
const SCHEMA = {
  $id: 'https://x/a',
  type: 'object',
  properties: { a: part, b: { anyOf: [{ $ref: '#/$defs/c' }, { items: part, minItems: 1, uniqueItems: true }] } },
  $defs: { c: { const: null, not: { multipleOf: 2, maximum: 3, exclusiveMinimum: 1 } } },
  definitions: { d: { dependencies: { a: ['b'] }, if: {}, else: { maxItems: 2 } } },
  required: ['a'],
  additionalProperties: { propertyNames: { maxLength: 2 }, patternProperties: { a: {} }, contains: {} },
};

test('ready-made meta-schemas say the same', async (t) => {
  const { readyMade } = await import(pathToFileURL(join(ROOT, 'scripts/ready-made.mjs')).href);
  const outfile = join(new WorkFolder(t).path, 'engine.mjs');
  const stdin = { contents: "export { metaErrors } from './src/schema/engine.ts';", resolveDir: ROOT };
  const banner = { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" };
  await build({ stdin, outfile, plugins: [readyMade], bundle: true, format: 'esm', platform: 'node', banner });
  const made: { metaErrors: typeof metaErrors } = await import(pathToFileURL(outfile).href);
  const chance = new Chance(5);
  let wrong = 0;
  for (const dialect of ['draft-06', 'draft-07', '2019-09', '2020-12'] satisfies Dialect[])
    for (let index = 0; index < EACH; index += 1) {
      const schema = index === 0 ? SCHEMA : mutated(SCHEMA, chance);
      const expected = metaErrors(schema, dialect);
      assert.deepEqual(made.metaErrors(schema, dialect), expected, JSON.stringify(schema));
      if (expected.length > 0) wrong += 1;
    }
  assert.ok(wrong > EACH, `${wrong} of them were wrong`);
});
