/** What a line of stdout is that is no message: decided once, as it comes, in any chunking and in linear work. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { JsonScanner } from '../src/json/scanner.ts';
import type { Frame } from '../src/model.ts';
import { FrameLog } from '../src/wire/frames.ts';
import { Framer } from '../src/wire/framing/framer.ts';
import { SpreadMessage } from '../src/wire/framing/spread.ts';
import { LineSplitter } from '../src/wire/lines.ts';

const LIMIT = 1024 * 1024;

/** The frames that `text` becomes, cut at `cuts`. */
function framesOf(text: string, cuts: readonly number[] = [], limit = LIMIT): readonly Frame[] {
  const log = new FrameLog();
  const framer = new Framer(log, limit);
  const splitter = new LineSplitter(limit);
  const bytes = Buffer.from(text);
  const at = [0, ...[...cuts].map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (const [i, end] of at.slice(1).entries())
    splitter.push(bytes.subarray(at[i], end), {
      line: (line) => framer.add(framer.decode(line), 0),
      mayCount: () => framer.isIdle,
    });
  return log.since(0);
}

const classes = (text: string) => framesOf(`${text}\n`).map(({ kind, framing }) => framing ?? kind);
const ANSWER = '{"jsonrpc":"2.0","id":7,"result":{"content":[]}}';
const HEAD = '{"jsonrpc":"2.0","id":8,"result":{"content":[';
const REST = ']}}';
/** Beginnings without an id, and the rest of such an answer: as a thread writes them that is given way to. */
const FIRST = '{"jsonrpc": "2.0", "';
const last = (id: number) => `id": ${id}, "result": {"content": [{"type": "text", "text": "row ${id}"}]}}`;
const pretty = JSON.stringify(JSON.parse(ANSWER), null, 2);

const rows: readonly (readonly [string, readonly string[]])[] = [
  [ANSWER, ['message']],
  ['{"id":7,"result":{}}', ['message']],
  ['[{"jsonrpc":"2.0","method":"x"}]', ['message']],
  ['listening', ['noise']],
  ['{"level":30,"msg":"x"}', ['noise']],
  ['{"method":"GET","url":"/"}', ['noise']],
  ['[INFO] started', ['noise']],
  ['[1, 2', ['noise']],
  ['', ['blank']],
  ['Content-Length: 38', ['lsp-framing']],
  [`\uFEFF${ANSWER}`, ['bom-or-codepage']],
  ['{"jsonrpc":"2.0","id":7,"result":{"x":NaN}}', ['nan-token-wire']],
  ['{"jsonrpc":"2.0","id":7,"result":{"x":"NaN"}}', ['message']],
  ['{"level":30,"took":NaN}', ['noise']],
  ["{'jsonrpc': '2.0', 'id': 7, 'result': {'a': (1, [None]), 'b': \"it's }\"}}", ['repr-wire']],
  ["{'id': 7, 'result': {}, 'jsonrpc': '2.0'}", ['repr-wire']],
  ["{ jsonrpc: '2.0', id: 7, error: { code: 1 } }", ['repr-wire']],
  ['{"jsonrpc"=>"2.0", "id"=>7, "result"=>{}}', ['repr-wire']],
  ['{:jsonrpc=>"2.0", :id=>7, :result=>{}}', ['repr-wire']],
  ["{\n  jsonrpc: '2.0',\n  id: 7,\n  result: { content: [ [Object] ] }\n}", Array(5).fill('repr-wire')],
  // A request may be ours; what has no id or no end, or other things around it, is noise.
  ["{'jsonrpc': '2.0', 'id': 7, 'method': 'tools/call', 'params': {}, 'result': 1}", ['noise']],
  ["{'jsonrpc': '2.0', 'result': {'id': 7}}", ['noise']],
  ["{'id': 7, 'result': {}}", ['noise']],
  ["{'jsonrpc': '2.0', 'id': 7, 'result': {}} sent", ['noise']],
  ["{'jsonrpc': '2.0', 'id': 7, 'result': {", ['noise']],
  ["{\n  jsonrpc: '2.0',\nsent\n  id: 7,\n  result: {}\n}", Array(6).fill('noise')],
  [[...ANSWER].join('\0'), ['bom-or-codepage']],
  [`\0${[...ANSWER].join('\0')}\0`, ['bom-or-codepage']],
  [`\0${ANSWER}`, ['bom-or-codepage']],
  ['{\0"\0a\0"\0:\x001\0}\0', ['noise']],
  [ANSWER.replace('[]', '"\0"'), ['noise']],
  [`${ANSWER}${ANSWER}`, ['no-newline-flush']],
  ['{"a":1}{"b":2}', ['noise']],
  [pretty, pretty.split('\n').map(() => 'multiline-json')],
  [`banner\n${pretty}\nbye`, ['noise', ...pretty.split('\n').map(() => 'multiline-json'), 'noise']],
  [`{\n${pretty}`, ['noise', ...pretty.split('\n').map(() => 'multiline-json')]],
  [
    `[\n${pretty},\n${pretty}\n]`,
    ['noise', ...`${pretty}\n${pretty}`.split('\n').map(() => 'multiline-json'), 'noise'],
  ],
  ['{\n"a": 1\n}', ['noise', 'noise', 'noise']],
  // An object of the message's own that is JSON by itself is a part of it.
  ['{\n"jsonrpc":"2.0","id":1,"result":\n{"x":1}\n}', Array(4).fill('multiline-json')],
  [`{\n"jsonrpc": "2.0",\n${ANSWER}`, ['noise', 'noise', 'message']],
  // Two written at the same time, and what is left of the first; the same with line feeds alone.
  [`${HEAD}${ANSWER}\n${REST}`, ['answers-interleaved', 'answers-interleaved']],
  [`${HEAD}${HEAD}${REST}\n${REST}`, ['answers-interleaved', 'answers-interleaved']],
  [`${ANSWER}${ANSWER}\n`, ['answers-interleaved', 'blank']],
  [`${ANSWER}${ANSWER}${ANSWER}\n\n`, ['answers-interleaved', 'blank', 'blank']],
  [`${ANSWER}${ANSWER}${ANSWER}\n\n${ANSWER}`, ['no-newline-flush', 'blank', 'message']],
  [`${HEAD}${ANSWER}\nbye }`, ['answer-cut-off', 'noise']],
  [`${HEAD}${HEAD}\n${REST}\n${ANSWER}`, ['answers-interleaved', 'answers-interleaved', 'message']],
  [`${HEAD}\n${ANSWER}\n${REST}`, ['answer-cut-off', 'message', 'noise']],
  // Of threads: all beginnings first, with the rests behind them on one line or on several; whole ones among them.
  [
    `${FIRST.repeat(4)}${last(5)}${last(6)}${last(8)}${last(7)}\n\n\n`,
    ['answers-interleaved', 'blank', 'blank', 'blank'],
  ],
  [`${ANSWER}${FIRST}\n${last(17)}`, ['answers-interleaved', 'answers-interleaved']],
  [
    `${FIRST}${FIRST}${last(26)}${FIRST}\n${last(27)}${ANSWER}\n${last(29)}\n`,
    [...Array(3).fill('answers-interleaved'), 'blank'],
  ],
  [
    `${ANSWER}${FIRST.repeat(3)}\n${last(8)}${last(6)}${last(9)}\n\n`,
    ['answers-interleaved', 'answers-interleaved', 'blank', 'blank'],
  ],
  [`${FIRST}${FIRST}${last(7)}\n${last(8)}\n`, ['answers-interleaved', 'answers-interleaved', 'blank']],
  // A line feed that was missing comes within another answer.
  [`${ANSWER}${ANSWER}\n${FIRST}\n${last(12)}`, Array(3).fill('answers-interleaved')],
  [`${FIRST}\n${last(12)}`, ['noise', 'noise']],
  [`${ANSWER}${ANSWER}\n${ANSWER}`, ['no-newline-flush', 'message']],
  // Output around a whole message, which is no half for what follows.
  [`\u001b[32m${ANSWER}\u001b[0m\n${ANSWER}`, ['noise', 'message']],
  [`${ANSWER} done\n${ANSWER}`, ['noise', 'message']],
  // One writer alone, who breaks its lines.
  [`${HEAD}\n${REST}`, ['multiline-json', 'multiline-json']],
  ['{"jsonrpc":"2.0","id":1,"result":{"a":[{"id":"x"},\n{"id":"y"}]}}', ['multiline-json', 'multiline-json']],
  [`{"jsonrpc":"2.0","id":1,"result":${'['.repeat(600)}${']'.repeat(600)}}`, ['message-too-deep']],
];

for (const [text, expected] of rows) {
  test(`what this is: ${JSON.stringify(text.slice(0, 60))}`, () => assert.deepEqual(classes(text), expected));
}

test('a message behind output without a line end is found', () => {
  const [frame] = framesOf(`counting ${ANSWER}\n`);
  assert.deepEqual({ framing: frame!.framing, holds: frame!.holds }, { framing: 'noise', holds: [JSON.parse(ANSWER)] });
});

test('of answers that were written into each other, each is known, the whole ones among them, too', () => {
  const ids = (text: string) =>
    framesOf(`${text}\n`).flatMap(({ holds = [] }) => holds.map((held) => (held as { id?: unknown }).id));
  assert.deepEqual(ids(`${FIRST.repeat(3)}${last(5)}${last(6)}${last(8)}`), [5, 6, 8]);
  assert.deepEqual(ids(`${ANSWER}${FIRST}${FIRST}\n${last(9)}\n${last(17)}`), [7, 9, 17]);
});

test('of answers that were cut off on the same line, each is known', () => {
  const [frame] = framesOf(`${HEAD}${HEAD.replace('8', '9')}${ANSWER}\n`);
  assert.deepEqual(
    frame!.holds?.map((held) => (held as { id?: unknown }).id),
    [8, 9, 7],
  );
});

test('the id of what is too long or too deep is that of the message', () => {
  const long = (first: string, last: string) => `{${first}"result":{"id":5,"x":"${'y'.repeat(LIMIT)}"}${last}}\n`;
  const idOf = (text: string) => framesOf(text)[0]!.holds?.map((held) => (held as { id?: unknown }).id);
  assert.deepEqual(idOf(long('"jsonrpc":"2.0","id":3,', '')), [3]);
  assert.deepEqual(idOf(long('', ',"id":4')), [4]);
  assert.deepEqual(idOf(long('', ',"id":4,"jsonrpc":"2.0"')), [4]);
  assert.deepEqual(idOf(long('"jsonrpc":"2.0",', '')), []);
});

test('lines are the same in any chunking, and none of them is lost', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '',
      'x',
      '[INFO] x',
      '{',
      '}',
      '"a": 1,',
      '{"a":',
      ANSWER,
      `${ANSWER}${ANSWER}`,
      ...pretty.split('\n'),
    ),
    fc.string({ maxLength: 12 }).map((text) => text.replaceAll('\n', ' ')),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 200 }), fc.array(fc.nat(), { maxLength: 5 }), (lines, cuts) => {
      const text = lines.map((one) => `${one}\n`).join('');
      const frames = framesOf(text, cuts);
      const count = frames.reduce((all, { lines: many = 1 }) => all + many, 0);
      assert.equal(count, lines.length);
      const serious = (all: readonly Frame[]) =>
        all.filter(({ framing, kind }) => framing !== 'noise' && kind !== 'blank').map(({ text: one }) => one);
      assert.deepEqual(serious(frames), serious(framesOf(text)));
    }),
  );
});

test('noise without end is kept as a few lines and a count', () => {
  const frames = framesOf('[INFO] processed an item\n'.repeat(100_000), [1, 70_000, 500_000]);
  assert.ok(frames.length < 100, `${frames.length}`);
  assert.equal(
    frames.reduce((all, { lines = 1 }) => all + lines, 0),
    100_000,
  );
});

test('so is that of a JSON logger, whose lines come one by one', () => {
  const frames = framesOf('{"level":"info"}\n'.repeat(20_000), [70_000, 200_000]);
  assert.ok(frames.length < 100, `${frames.length}`);
});

test('a message over many lines is joined up to a limit', () => {
  const joinedOf = (lines: number) => {
    const spread = new SpreadMessage();
    const item = { text: `"${'x'.repeat(1024 * 1024)}",` };
    spread.add({ text: '{"jsonrpc":"2.0","id":1,"result":[' });
    for (let i = 0; i < lines; i++) spread.add(item);
    return [spread.isOpen, spread.add({ text: '0]}' }) !== undefined];
  };
  assert.deepEqual(joinedOf(2), [true, true]);
  assert.deepEqual(joinedOf(5), [false, false]);
});

test('a mark keeps what was noise before it apart from what is noise after it', () => {
  const log = new FrameLog();
  const noise = { atMs: 0, direction: 'in', kind: 'unreadable', framing: 'noise', text: 'x', bytes: 1 } as const;
  const add = (count: number) => {
    for (let i = 0; i < count; i++) {
      log.add({ ...noise });
      log.countNoise();
    }
  };
  add(100);
  const mark = log.mark();
  add(100);
  const lines = (frames: readonly Frame[]) => frames.reduce((all, { lines: many = 1 }) => all + many, 0);
  assert.equal(lines(log.since(mark)), 100);
  assert.equal(lines(log.since(0)), 200);
});

test('the frames that are kept are bounded, in number and in length', () => {
  const log = new FrameLog();
  const frame = { atMs: 0, direction: 'out', kind: 'message', text: 'x'.repeat(1_000_000), bytes: 1_000_000 } as const;
  for (let i = 0; i < 200; i++) log.add({ ...frame });
  const length = log.since(0).reduce((all, { text }) => all + text.length, 0);
  assert.ok(length <= 65 * 1024 * 1024, `${length}`);
  for (let i = 0; i < 50_000; i++) log.add({ ...frame, text: 'x' });
  assert.ok(log.since(0).length <= 40_000);
  assert.equal(log.since(log.mark() - 3).length, 3);
});

test('the scanner takes what a parser takes, line by line', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const scanner = new JsonScanner();
      const lines = JSON.stringify({ value }, null, 1).split('\n');
      assert.deepEqual(
        lines.map((one) => scanner.read(one)),
        lines.map((_, i) => (i === lines.length - 1 ? 'whole' : 'open')),
      );
    }),
  );
});

test('the scanner refuses what a parser refuses', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[],:"a1 -.e\\tn'), maxLength: 14 }), (text) => {
      const whole = `{${text}`;
      assert.equal(new JsonScanner().read(whole) === 'whole', isObjectText(whole.replace(/,\s*$/, '')));
    }),
    { numRuns: 2000 },
  );
});

test('the scanner knows what a string may hold', () => {
  const table: [text: string, isJson: boolean][] = [
    ['\\u00e9\\\\ \\"\\n', true],
    ['\\x41', false],
    ['C:\\Users', false],
    ['\\u12', false],
    ['a\tb', false],
    ['a\u0000b', false],
  ];
  for (const [text, isJson] of table) {
    const line = `{"a":"${text}"}`;
    assert.equal(isObjectText(line), isJson, line);
    assert.equal(new JsonScanner().read(line), isJson ? 'whole' : 'broken', line);
  }
});

function isObjectText(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
