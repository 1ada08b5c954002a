/** What is told of the wires: clean, in order, and without holding anybody up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { RunEvent, SuiteRef, WireEvent } from '../src/model.ts';
import { createRedactor } from '../src/redact/redactor.ts';
import { Telling } from '../src/run/telling.ts';
import { Stop } from '../src/stopping.ts';

const SECRET = 'Zq7kPvR2xLw9tBn4Hs6D';
const suite = { index: 0, name: 'x', file: 'x', target: 'x', transport: 'stdio', source: '' } satisfies SuiteRef;

type Frame = Extract<WireEvent, { kind: 'frame' }>;

function frame(message: object, bytes = JSON.stringify(message).length): RunEvent {
  const event: WireEvent = { atMs: 0, wire: 1, kind: 'frame', is: 'message', direction: 'in', bytes, message };
  return { type: 'wire', suite, event };
}

function line(text: string): RunEvent {
  const problem = 'neither an object nor an array';
  const bytes = text.length;
  const event: WireEvent = { atMs: 0, wire: 1, kind: 'frame', is: 'unreadable', direction: 'in', bytes, problem, text };
  return { type: 'wire', suite, event };
}

function setUp() {
  const stop = new Stop();
  const told: RunEvent[] = [];
  const redactor = createRedactor([{ name: 'KEY', value: SECRET }]);
  const telling = new Telling(redactor, stop, (event) => told.push(event));
  const frames = () => told.flatMap((event) => (event.type === 'wire' ? [event.event as Frame] : []));
  return { stop, told, telling, frames };
}

const large = { text: Array<string>(2000).fill(`${'x '.repeat(500)}${SECRET}`) };

test('a small frame is told at once, and clean', () => {
  const { telling, frames } = setUp();
  telling.take(frame({ text: SECRET }));
  assert.deepEqual(frames()[0]?.message, { text: '[redacted:KEY]' });
});

test('what comes behind a large frame waits for it, while others have their turn', async () => {
  const { telling, told } = setUp();
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const step = { id: 'a', kind: 'call', name: 'a' } as const;
  telling.take(frame(large));
  telling.take({ type: 'step-start', suite, step });
  telling.take(frame({ text: 'last' }));
  assert.equal(told.length, 0);
  await telling.settled();
  clearInterval(timer);
  assert.deepEqual(
    told.map(({ type }) => type),
    ['wire', 'step-start', 'wire'],
  );
  assert.ok(!JSON.stringify(told).includes(SECRET) && JSON.stringify(told).includes('[redacted:KEY]'));
  assert.ok(turns > 1, `${turns} turns`);
  telling.take(frame({ text: 'later' }));
  assert.equal(told.length, 4);
});

test('once the run is stopped, what is left of a large frame is hidden unsearched', async () => {
  const { stop, telling, frames } = setUp();
  const texts = Array.from({ length: 400 }, (_, index) => `${'x '.repeat(500)}${index}`);
  stop.abort('enough');
  telling.take(frame({ texts }));
  await telling.settled();
  const [shown] = Object.values(frames()[0]!.message as Record<string, string[]>);
  assert.equal(shown?.at(-1), '[redacted:too intricate]');
});

test('of what comes faster than it can be cleaned, so much waits and no more', async () => {
  const { telling, frames } = setUp();
  const huge = frame(large, 40 * 1024 * 1024);
  for (let count = 0; count < 5; count++) telling.take(huge);
  await telling.settled();
  const [first, second, ...others] = frames();
  assert.ok(first?.message && second?.message === undefined && others.length === 0);
  assert.match(second?.problem ?? '', /^left out with what follows: more than 67108864 bytes wait/);
  telling.take(huge);
  await telling.settled();
  assert.ok(frames()[2]?.message);
});

const textsOf = (frames: readonly Frame[]) => frames.flatMap(({ text }) => text ?? []);

test('unreadable lines in a row are one text: wherever one is broken, nothing of a secret is left, and the rest stays', () => {
  const others = fc.array(fc.constantFrom('', 'starting', 'INFO: 12 items', '["a"]'), { maxLength: 3 });
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: SECRET.length - 1 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(others, cuts, others, (before, at, after) => {
      const { telling, frames } = setUp();
      const places = [0, ...at.sort((a, b) => a - b), SECRET.length];
      const parts = places.slice(1).map((end, index) => SECRET.slice(places[index], end));
      for (const text of [...before, ...parts, ...after]) telling.take(line(text));
      telling.take(frame({ method: 'last' }));
      assert.deepEqual(textsOf(frames()), [...before, ...parts.map(() => '[redacted:KEY]'), ...after]);
      assert.deepEqual(frames().at(-1)?.message, { method: 'last' });
    }),
  );
});

test('after a second without another line they are told; what goes on behind them is hidden', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { telling, frames } = setUp();
  telling.take(line(`key ${SECRET.slice(0, 7)}`));
  assert.deepEqual(frames(), []);
  t.mock.timers.tick(1000);
  assert.deepEqual(textsOf(frames()), ['key Zq7kPvR']);
  telling.take(line(SECRET.slice(7, 14)));
  t.mock.timers.tick(1000);
  assert.deepEqual(textsOf(frames()), ['key Zq7kPvR', '[redacted:KEY]']);
});

test('of lines without end some are told, and one that is broken between those and the next is hidden', async () => {
  const { telling, frames } = setUp();
  const count = 3000;
  // Every second line begins where the one before it has ended.
  for (let at = 0; at < count; at++) telling.take(line(at % 2 === 0 ? `x ${SECRET.slice(0, 6)}` : SECRET.slice(6)));
  assert.ok(frames().length > 0);
  await telling.settled();
  const texts = textsOf(frames());
  assert.equal(texts.length, count);
  assert.ok(texts.every((text, at) => at % 2 === 0 || text === '[redacted:KEY]'));
});
