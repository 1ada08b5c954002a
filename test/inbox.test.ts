/** Whose answer is it? What no client can read, what comes late, what comes twice. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Frame, Outcome } from '../src/model.ts';
import { Inbox } from '../src/session/inbox.ts';
import { IdTable, type PendingRequest } from '../src/session/pending.ts';
import { FrameLog } from '../src/wire/frames.ts';
import { Framer } from '../src/wire/framing/framer.ts';
import { LineSplitter } from '../src/wire/lines.ts';

const LIMIT = 4000;
const DEPTH = 1500;

/** An inbox with open requests, `ping` among them being one of ours; what settles them is kept by id. */
function inboxWith(...methods: readonly string[]) {
  const ids = new IdTable();
  const settled = new Map<unknown, Outcome>();
  const sent: object[] = [];
  for (const method of methods) {
    const id = ids.nextId();
    const request: PendingRequest = {
      id,
      method,
      isLiveness: method === 'ping',
      irregularities: [],
      settle: (outcome) => {
        ids.remove(id, 'answered');
        settled.set(id, outcome);
      },
    };
    ids.add(request);
  }
  const inbox = new Inbox(ids, (message) => sent.push(message));
  const framer = new Framer(new FrameLog(), LIMIT);
  const take = (text: string, isLast = true) => {
    const frames: Frame[] = [];
    new LineSplitter(LIMIT).push(Buffer.from(`${text}\n`), {
      line: (line) => frames.push(framer.add(framer.decode(line), 0)),
    });
    for (const frame of frames) inbox.take(frame);
    if (isLast) inbox.stop();
  };
  const whys = () =>
    [...settled].map(([id, outcome]) => [
      id,
      outcome.kind === 'no-answer' ? (outcome.why as { rule?: string }).rule : outcome.kind,
    ]);
  return { take, whys, ids, inbox, sent };
}

const long = 'x'.repeat(2 * LIMIT);
const NAMELESS = `{"jsonrpc":"2.0","result":{"text":"${long}"}}`;
const ANSWER = `{"jsonrpc":"2.0","id":1,"result":{"text":"${long}"}}`;
const WITHIN = `{"jsonrpc":"2.0","result":{"id":0,"list":[{"id":0}],"text":"${long}"},"id":1}`;
const DEEP = `{"jsonrpc":"2.0","result":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}}`;

describe('what is too much for us', () => {
  test('with an id is the answer to that request, whatever else is open', () => {
    const { take, whys } = inboxWith('tools/call', 'tools/call', 'ping');
    take(ANSWER);
    assert.deepEqual(whys(), [[1, 'line-too-long']]);
  });

  test('has its id at its own level, and not within', () => {
    const { take, whys } = inboxWith('tools/call', 'tools/call');
    take(WITHIN);
    assert.deepEqual(whys(), [[1, 'line-too-long']]);
  });

  for (const [what, text, rule] of [
    ['long', NAMELESS, 'line-too-long'],
    ['deep', DEEP, 'message-too-deep'],
  ] as const) {
    test(`and without an id belongs to the one request that is open: ${what}`, () => {
      const { take, whys } = inboxWith('tools/call');
      take(text);
      assert.deepEqual(whys(), [[0, rule]]);
    });

    test(`a ping of ours is none of them: ${what}`, () => {
      const { take, whys } = inboxWith('tools/call', 'ping');
      take(text);
      assert.deepEqual(whys(), [[0, rule]]);
    });

    test(`of two it may be either, so it is neither: ${what}`, () => {
      const { take, whys } = inboxWith('tools/call', 'tools/call');
      take(text);
      assert.deepEqual(whys(), []);
    });

    test(`a request or notification of the server is no answer: ${what}`, () => {
      const { take, whys } = inboxWith('tools/call');
      take(text.replace('"result"', '"method":"notifications/message","params"'));
      assert.deepEqual(whys(), []);
    });
  }
});

test('a line that no client can read is no answer for being the only one', () => {
  for (const text of [`{"jsonrpc":"2.0","res`, 'processed item 5', '{"level":"info","msg":"done"}', '{ NaN }']) {
    const { take, whys } = inboxWith('tools/call');
    take(text);
    assert.deepEqual(whys(), [], text);
  }
});

test('an answer that comes after its request was given up is no fault, a second one is', () => {
  for (const [how, rules] of [
    ['given-up', []],
    ['answered', ['duplicate-reply']],
  ] as const) {
    const { take, ids, inbox } = inboxWith('tools/call');
    ids.remove(0, how);
    take('{"jsonrpc":"2.0","id":0,"result":{}}');
    assert.deepEqual(
      inbox.takeStrays().map(({ rule }) => rule),
      rules,
    );
  }
});

describe('half an answer, and a whole one behind it on the same line', () => {
  const half = '{"jsonrpc":"2.0","id":0,"result":{"content":[{"type":"te';
  const whole = '{"jsonrpc":"2.0","id":1,"result":{}}';

  test('are no answers where both were asked for: each may have been written into the other', () => {
    const { take, whys } = inboxWith('tools/call', 'tools/call');
    take(`${half}${whole}`);
    assert.deepEqual(whys(), [
      [0, 'answer-cut-off'],
      [1, 'answer-cut-off'],
    ]);
  });

  test('are half an answer and a whole one where nobody waits for the first any more', () => {
    const { take, whys, ids } = inboxWith('tools/call', 'tools/call');
    ids.remove(0, 'given-up');
    take(`${half}${whole}`);
    assert.deepEqual(whys(), [[1, 'result']]);
  });
});

test('a call is settled by the rest of its answer, which was written into another', () => {
  const { take, whys } = inboxWith('tools/call', 'tools/call');
  const half = (id: number) => `{"jsonrpc":"2.0","id":${id},"result":{"content":[{"type":"te`;
  const rest = 'xt","text":"x"}]}}';
  take(`${half(0)}${half(1)}\n${rest}`);
  assert.deepEqual(whys(), [[0, 'answers-interleaved']]);
  take(rest);
  assert.deepEqual(whys(), [
    [0, 'answers-interleaved'],
    [1, 'answers-interleaved'],
  ]);
});

describe('the id of the last call, in the answers of others', () => {
  const answer = (id: number, text: string) => `{"jsonrpc":"2.0","id":${id},"result":{"text":"${text}"}}`;
  const calls = Array<string>(4).fill('tools/call');

  test('is told as soon as these are given up, whatever was sent and answered meanwhile', () => {
    const { take, whys, inbox } = inboxWith(...calls);
    take([answer(2, 'a'), answer(2, 'b'), answer(2, 'c'), answer(3, 'd')].join('\n'), false);
    assert.deepEqual([inbox.standIn(0), inbox.standIn(1)], [true, true]);
    assert.deepEqual(whys(), [
      [2, 'result'],
      [3, 'result'],
      [0, 'id-mismatch'],
      [1, 'id-mismatch'],
    ]);
    assert.deepEqual(inbox.takeStrays(), []);
  });

  test('is no more than a second answer where it says the same, or where there are more of them than calls that wait', () => {
    for (const [texts, duplicates] of [
      [['a', 'a', 'a'], 2],
      [['a', 'b', 'c', 'd'], 3],
    ] as const) {
      const { take, inbox, ids } = inboxWith('tools/call', 'tools/call', 'tools/call');
      take(texts.map((text) => answer(2, text)).join('\n'), false);
      assert.deepEqual([inbox.standIn(0), inbox.standIn(1)], [false, false]);
      const suspect = ids.suspect()!;
      ids.remove(0, 'given-up');
      ids.remove(1, 'given-up');
      const told = [...inbox.takeStrays(), ...suspect.irregularities].map(({ rule }) => rule);
      assert.deepEqual(told, Array(duplicates).fill('duplicate-reply'));
    }
  });
});
