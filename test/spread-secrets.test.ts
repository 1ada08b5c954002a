/** A secret that is spread over several values of one message. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Json } from '../src/model.ts';
import { layOut } from '../src/redact/deep.ts';
import { createRedactor } from '../src/redact/redactor.ts';
import { inString } from '../src/redact/written.ts';
import { isLeft } from './harness/leaks.ts';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

/** Random, and no word with a number behind it: parts of it tell something. */
const token = fc.stringMatching(/^[a-z][A-Z][0-9][A-Za-z0-9]{15,37}[0-9][a-z][A-Z]$/);
const only = (value: string) => createRedactor([{ name: 'T', value }]);
const json = (value: unknown): Json => JSON.parse(JSON.stringify(value));
const inPieces = (text: string, length: number) => text.match(new RegExp(`[^]{1,${length}}`, 'g'))!;
const halves = (text: string) => [text.slice(0, text.length / 2), text.slice(text.length / 2)] as const;

const WAYS: Readonly<Record<string, (secret: string) => unknown>> = {
  characters: (secret) => [...secret],
  'pieces of five': (secret) => inPieces(secret, 5),
  'texts of a result': (secret) => inPieces(secret, 5).map((text) => ({ type: 'text', text })),
  'texts with more around them': (secret) => {
    const [one, other] = halves(secret);
    return { a: { text: `"\ud83d\ude00\n ${one}` }, b: other };
  },
  'two halves of base64': (secret) => {
    const [a, b] = halves(Buffer.from(secret).toString('base64'));
    return { a, b };
  },
  'two halves of hexadecimal digits': (secret) => halves(Buffer.from(secret).toString('hex')),
  Buffer: (secret) => Buffer.from(secret),
  Uint8Array: (secret) => new Uint8Array(Buffer.from(secret)),
  'numbers in a list': (secret) => [...Buffer.from(secret)],
  'bytes as texts': (secret) => Array.from(Buffer.from(secret), (byte) => byte.toString(16)),
  enum: (secret) => ({ type: 'string', enum: inPieces(secret, 4), default: 'x' }),
};
const before = [{ type: 'text', n: [1, 2, 3] }, 'one "text"\n', true];
const after = { deep: [{ and: 'more', 'a/b': null }], last: 0.5 };

for (const [name, write] of Object.entries(WAYS))
  test(`nothing is left of one as ${name}, and the rest is as it was`, () => {
    fc.assert(
      fc.property(token, (secret) => {
        const redactor = only(secret);
        const [first, spread, last] = redactor.value([before, json(write(secret)), after]);
        assert.deepEqual([first, last], [before, after]);
        const text = JSON.stringify(spread);
        assert.match(text, /\[redacted:T\]/);
        assert.equal(redactor.text(text), text);
        const values = layOut(spread).leaves.map(String);
        assert.ok(
          !isLeft(values.join(''), secret) && !isLeft(String.fromCharCode(...values.map(Number)), secret),
          text,
        );
      }),
      { numRuns: 40 },
    );
  });

test('what stands beside a part of it in one text stays', () => {
  const clean = only('Zq7kPvR2xLw9tBn4Hs6D').value({ a: '"ä"\n the key is Zq7kPvR2xL', b: 'w9tBn4Hs6D, and more' });
  assert.deepEqual(clean, { a: '"ä"\n the key is [redacted:T]', b: '[redacted:T], and more' });
});

test('the indexes of a typed array stay, numbers become texts', () => {
  const clean = only('Zq7kPvR2').value(json(new Uint8Array(Buffer.from('Zq7kPvR2'))));
  assert.deepEqual(clean, Object.fromEntries(Array.from('Zq7kPvR2', (_, index) => [index, '[redacted:T]'])));
});

test('data without a secret is the same object', () => {
  const bytes = fc.uint8Array({ maxLength: 60 }).map((list) => json(Buffer.from(list)));
  fc.assert(
    fc.property(token, fc.oneof(fc.jsonValue({ maxDepth: 5 }), bytes, fc.array(fc.base64String())), (secret, value) => {
      assert.equal(only(secret).value(value), value);
    }),
    { numRuns: 500 },
  );
});

test('a place in what JSON writes is found again in the text', () => {
  const text = fc.string({
    unit: fc.oneof(fc.constantFrom('"', '\\', '\n', '\u0001', '\ud83d', '😀'), fc.string({ maxLength: 1 })),
  });
  fc.assert(
    fc.property(text, text, text, (one, two, three) => {
      // Two halves would become one character.
      fc.pre([one, two].every((part) => !/[\ud800-\udbff]$/.test(part)));
      fc.pre(two !== '');
      const [start, end] = [widthOf(one), widthOf(one + two)];
      const found = inString(one + two + three, [{ start, end, name: 'T' }]);
      assert.deepEqual(found, [{ start: one.length, end: (one + two).length, name: 'T' }]);
    }),
  );
});

const KEY = 'Zq7kPvR2xLw9tBn4Hs6D';
const PIECES = inPieces(KEY, 5);

test('in the terminal, the trace and the lock file nothing is left of it, and they stay', async (t) => {
  const folder = new WorkFolder(t);
  folder.write('smoke.yaml', {
    server: { ...fixture('secret-sinks.mjs'), env: { NOTES_TOKEN: '${env:NOTES_TOKEN}' } },
    secrets: ['NOTES_TOKEN'],
    coverage: 'off',
    steps: [{ tool: 'leak', args: { text: 'spread' }, expect: { snapshot: true } }],
  });
  const args = ['run', '-vv', '--trace', 'trace', '--update-baseline', '--update-snapshots'];
  const { code, stdout, stderr } = await folder.run(args, { env: { NOTES_TOKEN: KEY } });
  assert.equal(code, 0, `${stdout}${stderr}`);
  for (const text of [stdout, folder.read('trace'), folder.read('smoke.lock.json')]) {
    assert.match(text, /"pieces": ?\[\s*"\[redacted:NOTES_TOKEN\]"/);
    assert.ok(!/"(?:Zq7kP|Z|dXNlcjpacTdrUHZSMn)"|\b90,\s*113\b/.test(text), text);
  }
  // What it stood in counts as the same.
  const again = await folder.run(['run', '--baseline', 'smoke.lock.json'], { env: { NOTES_TOKEN: KEY } });
  assert.equal(again.code, 0, again.stdout);
});

test('the last search finds one that was written in pieces before it came to be known', async (t) => {
  const folder = new WorkFolder(t);
  folder.write('smoke.yaml', {
    server: folder.server(),
    coverage: 'off',
    steps: [
      { tool: 'echo', args: { text: 'x', parts: PIECES }, sendInvalid: true },
      {
        tool: 'echo',
        args: { text: JSON.stringify({ token: KEY }) },
        capture: { token: { path: '$.token', secret: true } },
      },
    ],
  });
  const { code, stderr } = await folder.run(['run', '-vv', '--trace', 'trace']);
  assert.equal(code, 5, stderr);
  assert.match(stderr, /trace was removed, since it held the secret token\n/);
  assert.match(stderr, /what was shown above held the secret token\n/);
  assert.equal(folder.read('trace'), '');
});

test('a lock file that holds one in pieces, of another suite, is not written', async (t) => {
  const folder = new WorkFolder(t);
  const suites = { other: { answers: { a: { structured: { parts: PIECES } } } } };
  folder.write('smoke.lock.json', JSON.stringify({ schema: 'mcp-smoke/lock@1', suites }));
  folder.write('smoke.yaml', { server: folder.server(), secrets: ['KEY'], coverage: 'off', steps: [] });
  const { code, stderr } = await folder.run(['run', '--update-baseline'], { env: { KEY } });
  assert.equal(code, 5, stderr);
  assert.match(stderr, /smoke\.lock\.json was not written: the secret KEY would stand in it/);
});

function widthOf(text: string): number {
  return JSON.stringify(text).length - 2;
}
