/** The short way through a smoke file gives what the long way gives, or nothing: on files as people write them, and on broken ones. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Node } from '../src/config/node.ts';
import { Places } from '../src/config/places.ts';
import { readPlain } from '../src/config/plain-yaml.ts';
import { Problems } from '../src/config/problems.ts';
import { readWhole } from '../src/config/whole-yaml.ts';
import { ROOT } from './harness/smoke.ts';

const RUNS = Number(process.env['PLAIN_YAML_RUNS'] ?? 3000);

/** Undefined where the long way finds a mistake. */
function whole(text: string): Node | undefined {
  const problems = new Problems();
  const node = readWhole(text, new Places('x.yaml', text), problems);
  return problems.found.length === 0 ? node : undefined;
}

/** True where the short way was gone. */
function agrees(text: string): boolean {
  const short = readPlain(text, new Places('x.yaml', text));
  if (short) assert.deepStrictEqual(short, whole(text) ?? 'a mistake');
  return short !== undefined;
}

const FILE = (steps: string) =>
  `name: notes\nserver: { command: node, args: ["server.mjs", '--fast'] }\ncoverage: off # for now\nsteps:\n${steps}`;

const PLAIN: readonly string[] = [
  FILE(
    '  - { tool: echo, args: { text: message 0, n: 5, deep: [1, -2, 0.5, { a: true }] }, expect: { text: "a: b" } }\n',
  ),
  FILE(
    `  - tool: echo\n    args:\n      text: it's fine  \n      list:\n        - one\n        - [two, 'thr''ee']\n    timeout: 10s\n`,
  ),
  FILE(
    '  # a comment\n\n  - tool: a#b\n    name: http://x.test/y?z=1&w#f\n  -   tool: "\\u00e9\\n\\ud83d\\ude00"\n      tags: []\n',
  ),
  FILE('  - tool: x\n    when: { env: [A, B] }\n    note: null\n    at: 2025-06-18\n    v: 1.5.2\n    e: ${env.A}\n'),
  'a:\n- b\n- c:\n    d: e\n  f: g\nh: {}\n',
  '{ "name": "x",\n  "steps": [\n    { "tool": "echo", "args": {"text":"a","n":[1,2]} }\n  ]\n}\n',
  '"quoted key": 1\n\'other\' : two words\n',
];

const ODD: readonly string[] = [
  'a: &x 1\nb: *x\n',
  'a: !!str 1\n',
  'a: |\n  text\n',
  'a: >-\n  text\n',
  '? a\n: b\n',
  'a:\n',
  '- \n- a\n',
  'a: {b, c: d}\n',
  'a: [b: c]\n',
  'a: {\n  b: c\n}\n',
  'a: b\n  c\n',
  'a: "b\n  c"\n',
  'a: 1\na: 2\n',
  'a: "b"#c\n',
  'a: 0x1f\n',
  'a: 1e3\n',
  'a: ~\n',
  'a: 12345678901234567890\n',
  'a: .inf\n',
  '1: a\n',
  '{a: 1}: b\n',
  `${'k'.repeat(1100)}: a\n`,
  '---\na: b\n',
  '%YAML 1.2\n---\na: b\n',
  'a: b\n---\nc: d\n',
  'a:\tb\n',
  'a: b\r\n',
  'a: b',
  'text\n',
  `a: ${'['.repeat(80)}${']'.repeat(80)}\n`,
];

describe('the short way', () => {
  for (const text of PLAIN) test(`is gone for ${JSON.stringify(text.slice(0, 50))}`, () => assert.ok(agrees(text)));
  for (const text of ODD)
    test(`is not gone for ${JSON.stringify(text.slice(0, 50))}`, () => {
      assert.equal(readPlain(text, new Places('x.yaml', text)), undefined);
    });

  test('is gone for a thousand steps', () => {
    const step = (index: number) =>
      `  - { tool: echo, args: { text: message ${index} }, expect: { text: message ${index} } }\n`;
    assert.ok(agrees(FILE(Array.from({ length: 1000 }, (_, index) => step(index)).join(''))));
    // More than it may hold is for the long way to say.
    assert.ok(!agrees(FILE(Array.from({ length: 2000 }, (_, index) => step(index)).join(''))));
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ya?ml|json)$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(ROOT, folder, name));
}

const texts = [...filesBelow('test'), ...filesBelow('docs')].map((file) => readFileSync(file, 'utf8'));

test('the files of this repository', () => {
  const gone = texts.filter((text) => text.length < 100_000 && agrees(text));
  assert.ok(gone.length > 20, `only ${gone.length} of ${texts.length} are read the short way`);
});

describe('texts with something changed', () => {
  const PIECES = [
    ' ',
    '  ',
    '\n',
    '\n  ',
    ':',
    ': ',
    ',',
    '-',
    '- ',
    '#',
    ' #',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    '?',
    '\\',
    '1',
    '.',
    '~',
    'x',
    '*',
  ];
  const seeds = [...PLAIN, ...texts.filter((text) => text.length < 1500)];
  const changed = fc
    .tuple(
      fc.constantFrom(...seeds),
      fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom('', ...PIECES)), { maxLength: 4 }),
    )
    .map(([seed, edits]) =>
      edits.reduce((text, [at, cut, piece]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + piece + text.slice(place + cut);
      }, seed),
    );

  test('are read alike, or the long way', () => {
    let gone = 0;
    fc.assert(
      fc.property(changed, (text) => {
        if (agrees(text)) gone++;
      }),
      { numRuns: RUNS },
    );
    assert.ok(gone > RUNS / 20, `${gone} of ${RUNS}`);
  });

  test('of pieces alone, too', () => {
    const made = fc
      .array(fc.constantFrom('a', 'b: ', ...PIECES), { maxLength: 12 })
      .map((pieces) => `${pieces.join('')}\n`);
    fc.assert(
      fc.property(made, (text) => void agrees(text)),
      { numRuns: RUNS },
    );
  });
});
