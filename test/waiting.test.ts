/** Waiting (src/waiting.ts): what ends it, and that nothing of it is left. */
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { nextTurn, sleep, within } from '../src/waiting.ts';

const LONG_MS = 3_600_000;

function timers(): number {
  return process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;
}

test('a sleep ends when its signal aborts, before it or during it, and leaves no timer and no listener', async () => {
  const before = timers();
  await sleep(LONG_MS, AbortSignal.abort());
  const stop = new AbortController();
  const sleeping = sleep(LONG_MS, stop.signal);
  assert.equal(timers(), before + 1);
  stop.abort();
  await sleeping;
  assert.equal(timers(), before);
});

test('a sleep that has ended has let go of its signal', async () => {
  const { signal } = new AbortController();
  const sleeping = sleep(1, signal);
  assert.equal(getEventListeners(signal, 'abort').length, 1);
  await sleeping;
  assert.deepEqual(getEventListeners(signal, 'abort'), []);
});

test('a turn of the event loop lets what is due have its turn', async () => {
  let isHeard = false;
  setImmediate(() => {
    isHeard = true;
  });
  await nextTurn();
  assert.ok(isHeard);
});

test('what comes in time is given, and no timer is left', async () => {
  const before = timers();
  assert.equal(await within(LONG_MS, Promise.resolve(3)), 3);
  await assert.rejects(within(LONG_MS, Promise.reject(new Error('no'))), /^Error: no$/);
  assert.equal(timers(), before);
});

test('what takes longer is not waited for', async () => {
  assert.equal(await within(1, new Promise<number>(() => {})), undefined);
});
