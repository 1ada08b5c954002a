/** A secret that is wrapped within a box or a quotation is hidden, and nothing else is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRedactor } from '../src/redact/redactor.ts';
import { isLeft } from './harness/leaks.ts';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const token = fc.stringMatching(/^[a-z][A-Z][0-9][A-Za-z0-9]{15,37}[0-9][a-z][A-Z]$/);
const only = (value: string) => createRedactor([{ name: 'T', value }]);
const SECRET = 'zQ7kPvR2xLw9tBn4Hs6DqWm8Yc3Vf5Gj1Kp0Xz2R';
const [FIRST, SECOND] = [SECRET.slice(0, 20), SECRET.slice(20)];

const frame = fc.constantFrom<(text: string, row: number) => string>(
  (text) => `│ ${text}   │`,
  (text) => `${text}   │`,
  (text) => ` ║ │ ${text}  │ ║ `,
  (text) => `| ${text} |`,
  (text) => `> ${text}`,
  (text) => `## ${text}`,
  (text) => `  // ${text}`,
  (text, row) => `${row}: ${text}`,
  (text, row) => `  ${row} | ${text}`,
  (text, row) => `│ ❱ ${row} │   ${text}  │`,
);

test('of a wrapped secret its own characters are replaced, and neither frames nor the text around it', () => {
  const words = fc.array(fc.constantFrom('headers =', 'ValueError: x', '', 'at 12:30', '> 3', '| a | b |'), {
    maxLength: 3,
  });
  const text = fc.tuple(token, frame, words, words, fc.integer({ min: 4, max: 11 }), fc.constantFrom('\n', '\r\n'));
  fc.assert(
    fc.property(text, ([secret, write, before, after, width, end]) => {
      const parts = secret.match(new RegExp(`.{1,${width}}`, 'g'))!;
      const written = (mark: (part: string) => string) =>
        [...before, ...parts.map(mark), ...after].map((line, row) => write(line, row)).join(end);
      const redactor = only(secret);
      const redacted = redactor.text(written((part) => part));
      assert.equal(
        redacted.replaceAll('[redacted:T]', ''),
        written(() => ''),
        redacted,
      );
      assert.deepEqual(redactor.scan(redacted), []);
    }),
    { numRuns: 1_000 },
  );
});

test('frames, marks and parts of other secrets stay as they are', () => {
  const marks = [
    '│',
    '|',
    '>',
    '#',
    '//',
    '12:',
    '7\t',
    '❱',
    '─',
    '+',
    '\n',
    '\r\n',
    ' ',
    '  ',
    'word',
    '\u00e2\u0094\u0082',
  ];
  const pieces = fc.array(fc.oneof(fc.constantFrom(...marks), fc.stringMatching(/^[A-Za-z0-9+/=]{1,30}$/)));
  fc.assert(
    fc.property(token, pieces, (secret, all) => {
      const text = all.join('');
      fc.pre(!isLeft(text, secret));
      assert.equal(only(secret).text(text), text);
    }),
    { numRuns: 2_000 },
  );
});

test('halves between which something else stands are none of it, nor is one before or behind a quotation', () => {
  for (const text of [
    `│ ${FIRST} │\n│ x │\n│ ${SECOND} │`,
    `> ${FIRST}\n> x ${SECOND}`,
    `> ${SECOND}\n> ${FIRST} x`,
    `> quoted\n> ${FIRST}\nand more`,
    `more\n${SECOND}\n> quoted`,
    `> ${FIRST}\nand more\n> ${SECOND}`,
    `> one\n${FIRST}\n${'more\n'}> ${SECOND}\n> two`,
    `> one\n> two ${FIRST}\n${SECOND.slice(1)}\n> ${SECOND}`,
  ]) {
    assert.equal(only(SECRET).text(text), text);
  }
});

test('a mark may be of the secret itself', () => {
  for (const [first, second] of [
    ['pW|8kLm2Qx9', '> 7Rt4Zs6Yv|'],
    ['pW48kLm2Qx9|', '#7Rt4Zs6Yv'],
    ['pW48kLm2Qx9>', '12: 7Rt4Zs6Yv'],
  ]) {
    assert.equal(only(first! + second!).text(`a ${first}\n  ${second} b`), 'a [redacted:T] b');
  }
});

test('marks without a blank, empty lines between, and boxes within an encoding', () => {
  const { text } = only(SECRET);
  assert.equal(text(`>${FIRST}\n>\n>${SECOND} x`), '>[redacted:T]\n>\n>[redacted:T] x');
  for (const encoding of ['base64', 'hex'] as const) {
    const encoded = Buffer.from(`│ ${FIRST} │\n│ ❱ 12 │ ${SECOND} │`).toString(encoding);
    assert.match(text(encoded), /\[redacted:T\].*\[redacted:T\]/);
  }
});

test('a phrase that was wrapped at a blank within a box is found', () => {
  const { text } = only('correct horse battery Staple 9');
  assert.equal(
    text('│ the phrase correct horse │\n│ battery Staple 9 it is   │'),
    '│ the phrase [redacted:T] │\n│ [redacted:T] it is   │',
  );
});

test('a secret in the box of a traceback is in no output', async (t) => {
  const work = new WorkFolder(t);
  const server = { ...fixture('boxed-secret.mjs'), env: { NOTES_TOKEN: '${env:NOTES_TOKEN}' } };
  const steps = ['box', 'quote', 'crash'].map((text) => ({ tool: 'leak', args: { text }, expect: { text: 'other' } }));
  const args = ['-vv', '--trace', 't.jsonl', '--report', 'pretty=a.txt', '--report', 'html=a.html'];
  const ran = await work.script({ server, steps }, args, { env: { NOTES_TOKEN: SECRET } });
  assert.equal(ran.code, 1, ran.stderr);
  const written = ['report.json', 'a.txt', 'a.html', 't.jsonl'].map((name) => work.read(name));
  for (const text of [ran.stdout, ran.stderr, ...written]) {
    assert.ok(!text.includes(FIRST) && !text.includes(SECOND), text);
  }
  assert.match(ran.stdout, /│ headers = Bearer \[redacted:NOTES_TOKEN\] │/);
});
