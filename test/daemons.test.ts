/** A daemon that left its group, its session and its parent, and has nothing in its environment, ends with the run. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { leftAfterAWhile, processesWith } from './harness/processes.ts';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const find = (program: string) => spawnSync('which', [program], { encoding: 'utf8' }).stdout.trim();
const has = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
const skip = process.platform === 'linux' && has('prlimit', '--version') ? false : 'needs Linux and prlimit';
const languages = ['node', ...(has('python3', '-c', '') ? ['python'] : [])];

const CALL = { tool: 'faulty', args: { text: 'x' } };
const HANG = { tool: 'hang', args: { text: 'x' }, timeout: '60s' };
const steps = [CALL, HANG];

interface Ending {
  readonly args?: readonly string[];
  readonly steps: readonly object[];
  readonly code: number | null;
  /** Once the daemon runs, and `afterMs` later. */
  readonly signal?: NodeJS.Signals;
  readonly afterMs?: number;
}

const endings: Readonly<Record<string, Ending>> = {
  'an orderly end': { steps: [CALL], code: 0 },
  'an orderly end, the daemon being there since the start': { args: ['--at=boot'], steps: [CALL], code: 0 },
  'the end of a server that nothing but SIGKILL ends': { args: ['--stays'], steps: [CALL], code: 0 },
  'a call that timed out': { steps: [CALL, { ...HANG, timeout: '1s' }], code: 1 },
  SIGINT: { steps, code: 130, signal: 'SIGINT' },
  'SIGKILL of ours at once': { steps, code: null, signal: 'SIGKILL' },
  'SIGKILL of ours a while later': { steps, code: null, signal: 'SIGKILL', afterMs: 1000 },
  'SIGKILL of ours during the handshake': { args: ['--at=boot'], steps: [CALL], code: null, signal: 'SIGKILL' },
  'SIGKILL of ours during the close': {
    args: ['--stays'],
    steps: [CALL],
    code: null,
    signal: 'SIGKILL',
    afterMs: 1500,
  },
};

for (const by of languages) {
  for (const [index, [name, ending]] of Object.entries(endings).entries()) {
    test(`a daemon by ${by} is gone after ${name}`, { skip }, async (t) => {
      const mark = `daemon-${by}-${process.pid}-${index}`;
      const server = fixture('daemon.mjs', `--by=${by}`, ...(ending.args ?? []), mark);
      const seen = { daemon: false };
      const during = (child: ChildProcess) => void watch(child, mark, ending, seen);
      const { code, stdout } = await new WorkFolder(t).script({ server, steps: ending.steps }, [], { during });
      assert.deepEqual([seen.daemon, code, await leftAfterAWhile(mark)], [true, ending.code, []], stdout);
    });
  }
}

test('without prlimit, what still hangs together with the server at its end is remembered', { skip }, async (t) => {
  const mark = `daemon-child-${process.pid}`;
  const server = fixture('daemon.mjs', '--child', mark);
  const { told } = await new WorkFolder(t).script({ server, steps: [CALL] }, [], { env: { PATH: '/no/programs' } });
  assert.match(told('close'), /^passed.* \| orphan-children /);
  assert.deepEqual(await leftAfterAWhile(mark), []);
});

test('without prlimit, SIGKILL of ours leaves nobody who has kept the environment', { skip }, async (t) => {
  const mark = `daemon-heir-${process.pid}`;
  const folder = new WorkFolder(t);
  for (const program of ['grep', 'sleep']) symlinkSync(find(program), join(folder.path, program));
  const server = fixture('daemon.mjs', '--child', '--heir', mark);
  const seen = { daemon: false };
  const during = (child: ChildProcess) => void watch(child, mark, { steps, code: null, signal: 'SIGKILL' }, seen);
  const { code } = await folder.script({ server, steps }, [], { during, env: { PATH: folder.path } });
  assert.deepEqual([seen.daemon, code, await leftAfterAWhile(mark)], [true, null, []]);
});

test('a server that starts none is not said to', { skip }, async (t) => {
  const server = fixture('daemon.mjs', '--healthy');
  const { code, told } = await new WorkFolder(t).script({ server, steps: [CALL] });
  assert.deepEqual([code, told('close')], [0, 'passed']);
});

/** Notes that the daemon was there, and sends the signal. */
async function watch(child: ChildProcess, mark: string, { signal, afterMs = 0 }: Ending, seen: { daemon: boolean }) {
  while (child.exitCode === null && child.signalCode === null) {
    if (processesWith(mark).some((command) => /^\S+ -[ce] (?:import time|setTimeout)/.test(command))) {
      seen.daemon = true;
      await sleep(afterMs);
      if (signal) child.kill(signal);
      return;
    }
    await sleep(10);
  }
}
