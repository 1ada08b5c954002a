/** When a server is at rest: real processes, each waiting for something else. Linux alone can tell. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import { passMoment } from '../src/wire/rest.ts';

const skip = process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch);
const READY = 'process.stdout.write("ready");';
const READS = 'process.stdin.resume();';

/** Runs `command` in a group of its own until `look` has seen it, once it has said that it is ready. */
async function looked<T>([command, ...args]: readonly string[], look: (child: ChildProcess) => Promise<T>): Promise<T> {
  const child = spawn(command!, args, { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    await once(child.stdout!, 'data');
    return await look(child);
  } finally {
    process.kill(-child.pid!, 'SIGKILL');
  }
}

const moment = ({ pid }: ChildProcess) => passMoment({ pid: pid!, runId: 'none' });
const node = (script: string) => [process.execPath, '-e', READY + script];

/** Whether it is seen at rest in one of some looks: a process that has just started is still busy with itself. */
async function comesToRest(command: readonly string[]): Promise<boolean> {
  return looked(command, async (child) => {
    for (let round = 0; round < 100; round++) if (await moment(child)) return true;
    return false;
  });
}

/** Whether it is never seen at rest in some looks. */
async function isNeverAtRest(command: readonly string[]): Promise<boolean> {
  return looked(command, async (child) => {
    for (let round = 0; round < 10; round++) if (await moment(child)) return false;
    return true;
  });
}

describe('a server', { skip, concurrency: 2 }, () => {
  for (const [what, command] of [
    ['that reads its input', node(READS)],
    ['with something set for later', node(`${READS} setInterval(() => {}, 60000);`)],
    ['in a shell', ['/bin/sh', '-c', `"${process.execPath}" -e '${READY} ${READS}'; true`]],
    ['with a dead child', ['/bin/sh', '-c', 'true & printf ready; exec cat']],
    ['that reads without a loop', ['/bin/sh', '-c', 'printf ready; read line']],
  ] as const) {
    test(`${what} is at rest`, async () => assert.ok(await comesToRest(command)));
  }

  for (const [what, command] of [
    ['that computes', node('for (;;);')],
    [
      'one thread of which computes',
      node(`${READS} new (require("worker_threads").Worker)("for (;;);", { eval: true });`),
    ],
    ['with a clock that rings all the time', node(`${READS} setInterval(() => {}, 10);`)],
    ['that sleeps for nobody knows how long', ['/bin/sh', '-c', 'printf ready; sleep 30; true']],
    ['that listens', node(`${READS} require("net").createServer().listen(0, "127.0.0.1");`)],
    ['a child of which computes', ['/bin/sh', '-c', 'printf ready; (while :; do :; done) & read line']],
  ] as const) {
    test(`${what} is not`, async () => assert.ok(await isNeverAtRest(command)));
  }

  test('that has something set for the next moment is waited for, and what it writes then is read', async () => {
    const late = `${READS} process.stdin.on("data", () => setTimeout(() => process.stdout.write("late"), 30));`;
    const read = await looked(node(late), async (child) => {
      let text = '';
      child.stdout!.on('data', (chunk) => {
        text += chunk;
      });
      while (!(await moment(child)));
      child.stdin!.write('x');
      // It is known to have been heard when it is seen to run.
      while (text === '' && !(await moment(child)));
      return text;
    });
    assert.equal(read, 'late');
  });
});

test('where nothing is known of a server, a moment goes by', { skip }, async () => {
  assert.equal(await passMoment(undefined), false);
  assert.equal(await passMoment({ pid: 2 ** 22 + 1, runId: 'none' }), false);
});
