/** What all calls share: one timer for their time limits, one listener for an interrupt, one list; and what goes with each. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { oncePer } from '../src/checks/once-per.ts';
import { AbortListeners } from '../src/session/abort-listeners.ts';
import { Chain, type Link } from '../src/session/chain.ts';
import { Deadlines } from '../src/session/deadlines.ts';

/** Far more than a loaded machine takes. */
const HANG_MS = 60_000;

function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + HANG_MS;
  const look = async (): Promise<void> => {
    if (holds() || performance.now() > end) return;
    await sleep(5);
    return look();
  };
  return look();
}

test('each limit is over once, in its time, whatever came before and after it', async () => {
  const deadlines = new Deadlines();
  const began = performance.now();
  const over: { ms: number; atMs: number }[] = [];
  const wanted = [200, 20, 20, 90, 5, 150];
  for (const ms of wanted) deadlines.add(ms, () => over.push({ ms, atMs: performance.now() - began }));
  await until(() => over.length === wanted.length);
  await sleep(30);
  assert.deepEqual(
    over.map(({ ms }) => ms),
    wanted.toSorted((a, b) => a - b),
  );
  for (const { ms, atMs } of over) assert.ok(atMs >= ms - 1, `${ms} at ${atMs}`);
  deadlines.stop();
});

test('what has ended is never over, and a later one is, although the timer was set for the first', async () => {
  const deadlines = new Deadlines();
  const over: string[] = [];
  const end = deadlines.add(20, () => over.push('ended'));
  deadlines.add(60, () => over.push('later'));
  end();
  await until(() => over.length > 0);
  assert.deepEqual(over, ['later']);
});

test('one that strikes may set another, which is over in its turn', async () => {
  const deadlines = new Deadlines();
  const over: string[] = [];
  deadlines.add(10, () => {
    over.push('first');
    deadlines.add(10, () => over.push('second'));
  });
  await until(() => over.length === 2);
  assert.deepEqual(over, ['first', 'second']);
});

test('stopped, nothing is over, and no timer keeps the process', async () => {
  const deadlines = new Deadlines();
  const over: string[] = [];
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  deadlines.add(20, () => over.push('late'));
  assert.equal(timers(), before + 1);
  deadlines.stop();
  deadlines.add(20, () => over.push('after'));
  assert.equal(timers(), before);
  await sleep(60);
  assert.deepEqual(over, []);
});

test('a chain holds what was added and not removed, in order', () => {
  const moves = fc.array(fc.oneof(fc.record({ add: fc.integer() }), fc.record({ remove: fc.nat() })));
  fc.assert(
    fc.property(moves, fc.integer(), (all, limit) => {
      const chain = new Chain<number>();
      const model: { value: number; link: Link<number> }[] = [];
      const gone: Link<number>[] = [];
      for (const move of all) {
        if ('add' in move) model.push({ value: move.add, link: chain.add(move.add) });
        else if (model.length > 0) {
          const { link } = model.splice(move.remove % model.length, 1)[0]!;
          chain.remove(link);
          gone.push(link);
          chain.remove(gone[move.remove % gone.length]!);
        }
        assert.deepEqual([chain.size, chain.first], [model.length, model[0]?.value]);
      }
      const values = model.map(({ value }) => value);
      assert.deepEqual(chain.values(), values);
      assert.deepEqual(
        gone.map(({ before, after }) => before ?? after),
        gone.map(() => undefined),
      );
      assert.deepEqual(
        chain.take((value) => value > limit),
        values.filter((value) => value > limit),
      );
      assert.deepEqual(
        chain.values(),
        values.filter((value) => value <= limit),
      );
    }),
  );
});

test('an interrupt is told to all that wait, once, and to none that has ended', () => {
  const interrupts = new AbortListeners();
  const told: string[] = [];
  // More signals than have a list of their own.
  const controllers = Array.from({ length: 6 }, () => new AbortController());
  for (const [index, { signal }] of controllers.entries()) {
    interrupts.add(signal, () => told.push(`${index} first`));
    interrupts.add(signal, () => told.push(`${index} ended`))();
    interrupts.add(signal, () => told.push(`${index} last`));
  }
  controllers.at(0)!.abort();
  controllers.at(5)!.abort();
  controllers.at(0)!.abort();
  assert.deepEqual(told, ['0 first', '0 last', '5 first', '5 last']);
});

test('what is worked out once goes with its subject, and not with a copy of it', () => {
  let count = 0;
  const once = oncePer(({ text }: { text: string }) => `${text} ${++count}`);
  const other = oncePer(({ text }: { text: string }) => text.length);
  const subject = { text: 'a' };
  assert.deepEqual([once(subject), once(subject), other(subject)], ['a 1', 'a 1', 1]);
  assert.deepEqual([once({ ...subject, text: 'b' }), once(subject)], ['b 2', 'a 1']);
  assert.deepEqual(Object.keys(subject), ['text']);
});
