/** Reading JSON by the suite of parsers (github.com/nst/JSONTestSuite): `y_` is JSON, `n_` is none, `i_` may be either. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readJson } from '../../src/json/read.ts';
import { JsonScanner } from '../../src/json/scanner.ts';
import { officialSuite } from '../harness/test-data.ts';

/** Where RFC 8259 leaves it open. A byte order mark, and text that is not UTF-8, are refused before, by their own rules. */
const REFUSED = [
  'i_string_UTF-16LE_with_BOM.json',
  'i_string_utf16BE_no_BOM.json',
  'i_string_utf16LE_no_BOM.json',
  'i_structure_UTF-8_BOM_empty_object.json',
];
/** Inside a batch a comma follows a message, so the scanner lets one stand. */
const COMMA = 'n_array_comma_after_close.json';

test('JSONTestSuite: 95 texts are JSON, 188 are none, 31 of 35 others are taken', async (t) => {
  const suite = await officialSuite(t, 'json-parsing');
  if (suite === undefined) return;
  const folder = join(suite, 'test_parsing');
  const texts = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  const counts = ['y_', 'n_', 'i_'].map((kind) => texts.filter(({ name }) => name.startsWith(kind)).length);
  assert.deepEqual(counts, [95, 188, 35]);
  for (const { name, text } of texts) {
    const isJson = name.startsWith('y_') || (name.startsWith('i_') && !REFUSED.includes(name));
    assert.equal('value' in readJson(text), isJson, name);
    assert.equal(isWhole(text), isJson || name === COMMA, `line by line: ${name}`);
  }
});

/** One value, and nothing but space behind it. */
function isWhole(text: string): boolean {
  const scanner = new JsonScanner();
  const lines = text.split('\n');
  const ended = lines.findIndex((line) => scanner.read(line) !== 'open');
  if (ended === -1 || lines.slice(ended + 1).some((line) => line.trim() !== '')) return false;
  return progressOf(lines.slice(0, ended + 1)) === 'whole';
}

function progressOf(lines: readonly string[]): string | undefined {
  const scanner = new JsonScanner();
  return lines.map((line) => scanner.read(line)).at(-1);
}
