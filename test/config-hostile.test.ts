/** The smoke file is untrusted: whatever it holds costs a config error, and little time. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { findSmokeFiles } from '../src/config/find.ts';
import { UsageError } from '../src/model.ts';
import { failure, folder, load, options, SERVER, told, write } from './harness/config.ts';

const MIB = 1024 * 1024;
/** Far above what they take; a quadratic or exponential reader is over it by far. */
const WIDE_MS = 20_000;

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');
const fill = (text: string) => text.repeat(Math.floor((MIB - 100) / text.length));

const tooLarge: readonly [string, string | Buffer, RegExp][] = [
  ['900 brackets', `${SERVER}vars: ${'['.repeat(900)}${']'.repeat(900)}`, /deeper than 64/],
  ['open brackets', fill('['), /deeper than 64/],
  ['dashes', fill('- '), /deeper than 64/],
  ['indentation', lines(1_000, (i) => `${' '.repeat(i)}a:`), /deeper than 64/],
  ['anchors before keys', lines(600, (i) => `${' '.repeat(i)}&${'a'.repeat(1_210 - 2 * i)} k:`), /deeper than 64/],
  [
    'block texts between',
    lines(600, (i) => `${' '.repeat(i)}a: |\n${' '.repeat(i + 1)}x\n${' '.repeat(i)}b:`),
    /deeper/,
  ],
  ['broken flow', `a: [\nb:\n${lines(200, (i) => `${' '.repeat(i + 1)}k:`)}`, /deeper than 64/],
  ['100,000 keys', lines(100_000, (i) => `k${i}: 1`), /more than 20000 values/],
  ['line breaks', fill('\n'), /more than 20000 values/],
  ['aliases', `${SERVER}vars: { a: &a 1, b: [${'*a,'.repeat(101)}] }`, /more than 100 aliases/],
  [
    'an alias bomb',
    `${SERVER}vars:\n  a0: &a0 [x,x]\n${lines(9, (i) => `  a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(10)}]`)}`,
    /aliases make more than 20000/,
  ],
  [
    'deep aliases',
    `${SERVER}vars:\n  a0: &a0 x\n${lines(9, (i) => `  a${i + 1}: &a${i + 1} ${'['.repeat(50)}*a${i}${']'.repeat(50)}`)}`,
    /aliases nest deeper than 64/,
  ],
  [
    'a bomb of variables',
    `${SERVER}vars:\n  v0: ${'x'.repeat(10_000)}\n${lines(9, (i) => `  v${i + 1}: "${`\${v${i}}`.repeat(50)}"`)}`,
    /longer than 16 MiB/,
  ],
  [
    'a bomb of lists',
    `${SERVER}vars:\n  v0: ${'x'.repeat(600_000)}\n  v1: "${'${v0}'.repeat(20)}"\n  v2: [${'"${v1}",'.repeat(50)}]\n  v3: "x\${v2}"`,
    /longer than 16 MiB/,
  ],
  ['more than 1 MiB', Buffer.alloc(MIB + 1, 'a'), /more than 1 MiB/],
  ['bytes', Buffer.from([0xff, 0xfe, 0x61, 0x00]), /not UTF-8/],
  ['one enormous text', `${SERVER}name: "${fill('${')}"`, /not expanded here/],
  ['6,000 unknown variables', `${SERVER}vars:\n${lines(6_000, (i) => `  k${i}: "\${n${i}}"`)}`, /unknown variable/],
  ['9,000 unknown keys', SERVER + lines(9_000, (i) => `k${i}: 1`), /unknown key/],
  [
    'a long pattern',
    `${SERVER}steps: [{ tool: a, expect: { text: { matches: "${'('.repeat(900_000)}" } } }]`,
    /regular/,
  ],
];

describe('a limit is a config error', () => {
  for (const [name, text, words] of tooLarge) {
    test(name, { timeout: WIDE_MS }, async () => {
      const error = await failure(text);
      assert.match(told(error.problems[0]!), words);
      assert.ok(error.problems[0]!.place, 'with its place');
      assert.ok(error.message.length < 50_000, 'the message is bounded');
    });
  }
});

test('a host config is bounded as a smoke file is', { timeout: WIDE_MS }, async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  for (const [name, text] of [
    ['deep.json', `{"mcpServers": {"a": {"command": "x"}}, "more": ${deep}}`],
    ['65.json', `{"mcpServers": {"a": {"command": "x"}}, "more": ${'['.repeat(64)}${']'.repeat(64)}}`],
    ['many.json', `{"mcpServers": {"a": {"command": "x"}}, "more": [${'1,'.repeat(90_000)}1]}`],
  ] as const) {
    write(name, text);
    const error = await failure(`server: { from: ${name}, name: a }`);
    assert.match(told(error.problems[0]!), /nested deeper than 64 levels or too many values/, name);
  }
});

test('what the system would refuse is a config error: NUL in any part of a command', async () => {
  for (const parts of ['command: "no\\0de"', 'command: node, args: [a, "b\\0"]', 'command: node, env: { A: "\\0" }']) {
    const error = await failure(`server: { ${parts} }`);
    assert.match(told(error.problems[0]!), /cannot hold NUL/, parts);
  }
});

test('an environment variable that is empty counts as not set', async () => {
  for (const [name, words] of [
    ['EMPTY', /`EMPTY` is empty/],
    ['UNSET', /`UNSET` is not set/],
  ] as const) {
    const error = await failure(`server: { command: node, args: ["\${env:${name}}"] }`);
    assert.match(told(error.problems[0]!), words);
    await load(`server: { command: node, args: ["\${env:${name}:-fallback}"] }`);
  }
});

test('a large file within the limits is read', { timeout: WIDE_MS }, async () => {
  const [plan] = await load(`${SERVER}steps:\n${lines(3_000, () => '  - { tool: echo }')}`);
  assert.equal(new Set(plan!.steps.map(({ id }) => id)).size, 3_000);
  await load(`${SERVER}vars:\n${lines(9_000, (i) => `  k${i}: 1`)}`);
});

test('a folder, a missing file and a device are config errors', async () => {
  write('dir/x', '');
  for (const [file, words] of [
    ['dir', /it is a folder/],
    ['missing.yaml', /no such file/],
    ['/dev/zero', /more than 1 MiB/],
  ] as const) {
    const { loadPlans } = await import('../src/config/load.ts');
    await assert.rejects(
      loadPlans([file], options),
      (error) => error instanceof UsageError && words.test(error.message),
    );
  }
});

const words = [
  ...[
    'server',
    'command',
    'node',
    'steps',
    'tool',
    'args',
    'expect',
    'text',
    'structured',
    'capture',
    '$.a',
    'matches',
  ],
  ...[
    '${',
    '${x}',
    '}',
    ':',
    ': ',
    '- ',
    '\n',
    '\n  ',
    '\t',
    '[',
    ']',
    '{',
    '}',
    ',',
    '"',
    "'",
    '&a ',
    '*a ',
    '#',
    '|',
    '>',
  ],
  ...['!', '%YAML 1.1\n', '---\n', '? ', '\r', '\0', '\u001b', '\ud800', '5s', '1', 'null', '\u2028', '<<', '.nan'],
];

test('no text brings anything but plans or a UsageError', { timeout: 6 * WIDE_MS }, async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join('')),
    fc
      .array(fc.constantFrom(...words), { maxLength: 30 })
      .map((parts) => `${SERVER}steps:\n  - tool: a\n    ${parts.join('')}`),
  );
  const property = fc.asyncProperty(text, async (written) => {
    await load(written).catch((error: unknown) =>
      assert.ok(error instanceof UsageError, String((error as Error).stack)),
    );
  });
  await fc.assert(property, { numRuns: 1_500 });
});

test('no value at any place of a step brings anything else', { timeout: 6 * WIDE_MS }, async () => {
  const keys = fc.constantFrom(
    'tool',
    'args',
    'expect',
    'text',
    'structured',
    '$.a',
    'capture',
    'each',
    'length',
    'schema',
    'when',
    'env',
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 5 }, fc.jsonValue({ maxDepth: 1 }), fc.string(), tie('map')),
    map: fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
  }));
  const property = fc.asyncProperty(value, async (step) => {
    const text = JSON.stringify({ server: { command: 'x' }, steps: [step] });
    await load(text).catch((error: unknown) => assert.ok(error instanceof UsageError, String((error as Error).stack)));
  });
  await fc.assert(property, { numRuns: 500 });
});

test('a folder that links to itself is searched once', async () => {
  const { symlinkSync } = await import('node:fs');
  write('loop/smoke.yaml', '');
  symlinkSync('.', `${folder}/loop/again`);
  assert.deepEqual(await findSmokeFiles(['loop'], folder), ['loop/smoke.yaml']);
});
