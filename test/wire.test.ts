import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MAX_DEPTH } from '../src/json/read.ts';
import { decode } from '../src/wire/framing/decode.ts';
import { type Line, LineSplitter } from '../src/wire/lines.ts';

const LIMIT = 64;

function split(bytes: Buffer, cuts: readonly number[], limit = LIMIT): { lines: Line[]; pending: Line } {
  const splitter = new LineSplitter(limit);
  const at = [0, ...[...cuts].map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const lines: Line[] = [];
  for (const [i, end] of at.slice(1).entries())
    splitter.push(bytes.subarray(at[i], end), { line: (line) => lines.push(line) });
  return { lines, pending: splitter.pending() };
}

test('lines come out the same in any chunking', () => {
  const bytes = fc.array(fc.oneof(fc.constant(0x0a), fc.constant(0x0d), fc.nat(255))).map((list) => Buffer.from(list));
  fc.assert(
    fc.property(bytes, fc.array(fc.nat()), (input, cuts) => {
      assert.deepEqual(split(input, cuts), split(input, []));
    }),
  );
});

test('lines are the text between line feeds, without a carriage return before them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }).filter((s) => !/[\r\n]/.test(s))),
      fc.array(fc.nat()),
      (texts, cuts) => {
        const { lines, pending } = split(Buffer.from(texts.map((text) => `${text}\r\n`).join('')), cuts, 4096);
        assert.deepEqual(
          lines.map((line) => line.text),
          texts,
        );
        assert.equal(pending.bytes, 0);
      },
    ),
  );
});

test('a line over the limit is dropped, counted, and followed by whole lines', () => {
  fc.assert(
    fc.property(fc.integer({ min: LIMIT + 1, max: 20_000 }), fc.array(fc.nat()), (length, cuts) => {
      const { lines } = split(Buffer.from(`${'x'.repeat(length)}\nnext\n`), cuts);
      assert.equal(lines.length, 2);
      assert.deepEqual({ bytes: lines[0]!.bytes, oversize: lines[0]!.oversize }, { bytes: length, oversize: true });
      assert.ok(lines[0]!.text.length <= 4096 + LIMIT);
      assert.deepEqual(lines[1], { text: 'next', bytes: 4, oversize: false, isUtf8: true });
    }),
  );
});

test('a multi-byte character cut by a chunk stays whole', () => {
  const bytes = Buffer.from('zażółć ✓ 日本 😀\n');
  for (let cut = 0; cut <= bytes.length; cut++)
    assert.equal(split(bytes, [cut], 4096).lines[0]!.text, 'zażółć ✓ 日本 😀');
});

test('bytes that are not UTF-8 are noticed', () => {
  const lines = split(Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xe9]), Buffer.from('"}\n{}\n')]), []).lines;
  assert.deepEqual(
    lines.map(({ isUtf8 }) => isUtf8),
    [false, true],
  );
});

test('what is a message and what is not', () => {
  const kinds = ['{"a":1}', '[1]', '3', '"x"', 'null', 'Server started', '', '  ', '{"a":NaN}'].map(
    (text) => decodeText(text).kind,
  );
  assert.deepEqual(kinds, [
    'message',
    'message',
    'unreadable',
    'unreadable',
    'unreadable',
    'unreadable',
    'blank',
    'blank',
    'unreadable',
  ]);
});

test('depth is counted outside of strings only', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  assert.equal(decodeText(nested(MAX_DEPTH)).kind, 'message');
  assert.equal(decodeText(nested(MAX_DEPTH + 1)).kind, 'unreadable');
  assert.equal(decodeText(JSON.stringify({ text: `\\"${'['.repeat(5000)}` })).kind, 'message');
});

test('a 50 MB line in small chunks is read to its end', () => {
  const splitter = new LineSplitter(32 * 1024 * 1024);
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const lines: Line[] = [];
  const sink = { line: (line: Line) => lines.push(line) };
  for (let i = 0; i < 800; i++) splitter.push(chunk, sink);
  assert.deepEqual(lines, []);
  splitter.push(Buffer.from('\n'), sink);
  const line = lines[0] as Line | undefined;
  assert.deepEqual({ bytes: line!.bytes, oversize: line!.oversize }, { bytes: 800 * 64 * 1024, oversize: true });
});

function decodeText(text: string) {
  return decode({ text, bytes: Buffer.byteLength(text), oversize: false }, LIMIT);
}
