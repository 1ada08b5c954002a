/** Signs of life: asked only of calls that take long, and never held against a server that does not know ping. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { LivenessMonitor } from '../src/session/liveness.ts';
import { SILENT } from '../src/session/outcomes.ts';
import { fixture, judge } from './harness/suite.ts';

const ECHO = { tool: 'echo', args: { text: 'x' } };
const SLOW = { tool: 'slow', args: { text: 'x' } };

const TIMED_OUT = { kind: 'no-answer', why: { reason: 'timeout', liveness: SILENT } } as const;

async function findingsOf(args: string[], file: object) {
  const { findings, code } = await judge({ server: fixture('no-ping.mjs', ...args), coverage: 'off', ...file });
  return { rules: findings.map(({ rule }) => rule), code };
}

test('no question is put to a server whose calls are short', async () => {
  const steps = [{ tool: 'echo', args: { text: 'n ${i}' }, repeat: { count: 200, concurrency: 1 } }];
  assert.deepEqual(await findingsOf(['--variant=dies'], { steps }), { rules: [], code: 0 });
});

test('an error to ping is a sign of life', async () => {
  assert.deepEqual(await findingsOf(['--variant=error'], { steps: [SLOW] }), { rules: [], code: 0 });
  assert.deepEqual(await findingsOf(['--variant=error', '--ms=60000'], { steps: [SLOW], timeout: '2s' }), {
    rules: ['hang-tool'],
    code: 1,
  });
});

test('a server that ignores ping is not blamed while it answers its calls', async () => {
  assert.deepEqual(await findingsOf(['--variant=silent', '--ms=3000'], { steps: [SLOW] }), { rules: [], code: 0 });
});

test('a server that answers no ping is not blocked while it answers anything else', async () => {
  const server = fixture('no-ping.mjs', '--variant=silent', '--ms=60000');
  const { findings } = await judge({ server, coverage: 'off', steps: [SLOW, ECHO], timeout: '2s' });
  assert.deepEqual(
    findings.map(({ rule }) => rule),
    ['hang-tool'],
  );
  assert.match(findings[0]!.message, /answers no ping, but it answered tools\/list/);
});

test('an answer that is a bit late, as on a busy machine, tells of no block, however short the time limit', async () => {
  for (const timeout of ['200ms', '1s'])
    assert.deepEqual(await findingsOf(['--variant=late', '--ms=60000'], { steps: [SLOW], timeout }), {
      rules: ['hang-tool'],
      code: 1,
    });
});

test('what we ourselves slept through is no silence of the server', async () => {
  let pong = () => {};
  const monitor = new LivenessMonitor(
    (ended) => {
      pong = () => ended(false);
    },
    () => performance.now(),
  );
  const watch = monitor.watch(1000);
  await sleep(600);
  // As a busy machine does to us; the answer lies in the pipe meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
  setTimeout(() => {
    monitor.heard(false);
    pong();
  }, 100);
  const { silentSinceMs, longestWaitMs, answered } = await watch.done(TIMED_OUT);
  monitor.stop();
  assert.deepEqual([silentSinceMs, answered], [undefined, 1]);
  assert.ok(longestWaitMs < 900, `${longestWaitMs}`);
});

test('a server that is free again when it is asked once more was blocked', async () => {
  const server = fixture('loop-blocked.mjs', '--ms=1600');
  const { findings } = await judge({ server, coverage: 'off', steps: [{ ...ECHO, tool: 'faulty' }], timeout: '1s' });
  assert.deepEqual(
    findings.map(({ rule }) => rule),
    ['loop-blocked'],
  );
});

/** 20 MB, written for some seconds. */
const HUGE: readonly [string, string[], string, string[]][] = [
  ['no block', ['--pause=250'], '120s', []],
  ['no block by pauses in the middle of it', ['--mb=3', '--pause=1500'], '120s', []],
  ['no block when the time limit strikes in the middle of it', ['--pause=250'], '3s', ['hang-tool']],
  ['a block where the server stood still before it wrote', ['--pause=50', '--blocks'], '120s', ['loop-blocked']],
];

for (const [what, args, timeout, rules] of HUGE) {
  test(`a pong that is queued behind a huge answer: ${what}`, async () => {
    const server = fixture('huge-answer.mjs', ...args);
    const steps = [{ ...ECHO, tool: 'faulty' }];
    const { findings } = await judge({ server, coverage: 'off', rules: { 'result-too-big': 'off' }, steps, timeout });
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      rules,
    );
  });
}

test('one question at a time; whoever writes meanwhile is alive, and a lost one tells nothing', async () => {
  const watched = async (meanwhile: (monitor: LivenessMonitor) => void, isLost = false) => {
    let asked = 0;
    const ask = (ended: (isLost: boolean) => void) => {
      asked += 1;
      if (isLost) setImmediate(() => ended(true));
    };
    const monitor = new LivenessMonitor(ask, () => performance.now());
    const watch = monitor.watch(3200);
    for (let ms = 0; ms < 3200; ms += 100) {
      // Another call that is watched asks no second question.
      if (ms === 1000) monitor.watch(10_000);
      await sleep(100);
      meanwhile(monitor);
    }
    const { silentSinceMs } = await watch.done(TIMED_OUT);
    monitor.stop();
    return { asked, isSilent: silentSinceMs !== undefined };
  };
  const [quiet, writes, lost] = await Promise.all([
    watched(() => undefined),
    watched((monitor) => monitor.heard(false)),
    watched(() => undefined, true),
  ]);
  assert.deepEqual(
    [quiet, writes],
    [
      { asked: 1, isSilent: true },
      { asked: 1, isSilent: false },
    ],
  );
  assert.equal(lost.isSilent, false);
  assert.ok(lost.asked >= 2 && lost.asked <= 5, `${lost.asked}`);
});
