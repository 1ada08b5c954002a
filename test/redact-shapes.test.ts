/** Private keys are found as one pattern would find them, in work that grows with the text alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LONGEST } from '../src/redact/redactor.ts';
import { shapesOf } from '../src/redact/shapes.ts';

/** Says what a key is; where it fails, it has looked through 20,000 characters, for each start. */
const WHOLE =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,20000}?(?:-----END [A-Z ]{0,40}-----|(?![A-Za-z0-9+/=\s\\:,-])|$)/g;

function assertSame(text: string): void {
  const expected = Array.from(text.matchAll(WHOLE), ({ 0: key, index }) => [index, index + key.length]);
  const found = shapesOf(text).filter(({ name }) => name === 'private key');
  assert.deepEqual(
    found.map(({ start, end }) => [start, end]),
    expected,
  );
}

const START = '-----BEGIN PRIVATE KEY-----';
const END = '-----END PRIVATE KEY-----';

test('private keys stand where one pattern finds them', () => {
  const piece = fc.constantFrom(
    ...[START, '-----BEGIN RSA PRIVATE KEY-----', 'BEGIN PRIVATE KEY-----', '-----BEGIN ', 'PRIVATE KEY-----'],
    ...[
      END,
      '-----END -----',
      'END X-----',
      '-----END ',
      '-----',
      '-',
      'MIIEow+/=',
      '\n',
      '\\n',
      ' ',
      'é',
      '"',
      '.',
      '€',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => assertSame(pieces.join(''))),
    { numRuns: 5_000 },
  );
});

test('a start whose end is too far away is none, and hides no other', () => {
  for (const length of [19_999, 20_000, 20_001]) {
    for (const end of ['', '"', END]) {
      const far = `${START}${'a'.repeat(length)}`;
      assertSame(far + end);
      assertSame(`${far}${START}END X-----abc${end}`);
      assertSame(`${START}${far.slice(5)}${end} ${START}abc`);
      assertSame(`${START}abc${far}${end}${START}`);
    }
  }
});

test('a text of nothing but starts costs what any text of its length does', () => {
  const text = START.repeat(LONGEST / START.length);
  const before = process.cpuUsage();
  const [first] = shapesOf(text);
  const ms = process.cpuUsage(before).user / 1000;
  assert.ok(first !== undefined && text.length - first.start < 20_100, 'the last ones are a key');
  assert.ok(ms < 200, `${ms} ms`);
});
