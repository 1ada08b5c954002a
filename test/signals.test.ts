/** Signals at awkward moments: while it starts, while it closes, one after the other, and with the terminal gone. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { leftAfterAWhile, processesWith } from './harness/processes.ts';
import { ROOT } from './harness/smoke.ts';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const skip = process.platform === 'linux' ? false : 'needs /proc to see who is left';
const hasPython = spawnSync('python3', ['-c', 'import pty']).status === 0;
const CALL = { name: 'call', tool: 'echo', args: { text: 'x' } };
const WAIT = { name: 'wait', tool: 'wait', args: { text: '60000' }, timeout: '90s' };

let count = 0;
const newMark = () => `signals-${process.pid}-${count++}`;

const documented = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

test('SIGHUP: the script stops, teardown runs, reports are written, exit 129', async (t) => {
  const folder = new WorkFolder(t);
  const during = (child: ChildProcess) => void folder.called('wait 60000').then(() => child.kill('SIGHUP'));
  const ran = await folder.script({ steps: [WAIT], teardown: [CALL] }, [], { during });
  assert.equal(ran.code, 129, ran.stdout + ran.stderr);
  assert.deepEqual([ran.told('call'), folder.report().exitCode], ['passed', 129]);
});

/** Runs it on a terminal of its own, which is closed in the call; prints how it ended. */
const ON_TERMINAL = `
import os, pty, sys, time
pid, terminal = pty.fork()
if pid == 0: os.execv(sys.argv[2], sys.argv[2:])
while not os.path.exists(sys.argv[1]): time.sleep(0.05)
os.close(terminal)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

test('a terminal that is closed: the same', { skip: hasPython ? false : 'needs python3' }, async (t) => {
  const folder = new WorkFolder(t);
  folder.write('smoke.yaml', { server: folder.server(), coverage: 'off', steps: [WAIT], teardown: [CALL] });
  const command = [process.execPath, `${ROOT}bin/mcp-smoke.js`, 'run', 'smoke.yaml', '--report', 'json=report.json'];
  const args = ['-c', ON_TERMINAL, `${folder.path}/calls`, ...command];
  const { stdout, stderr } = spawnSync('python3', args, { cwd: folder.path, encoding: 'utf8', timeout: 120_000 });
  assert.equal(stdout.trim(), '129', stderr);
  assert.deepEqual([folder.report().exitCode, folder.calls], [129, ['wait 60000', 'echo x']]);
});

describe('during the start', { concurrency: 3, skip }, () => {
  const servers = {
    'a server that does not greet': (mark: string) => fixture('initialize-hang.mjs', mark),
    'an app that does not get ready': (mark: string) => ({
      url: 'http://127.0.0.1:${port}/mcp',
      start: {
        ...fixture('app.mjs', '--port=${port}', '--variant=not-ready', mark),
        ready: { tcp: '127.0.0.1:${port}' },
      },
    }),
  };
  for (const [name, server] of Object.entries(servers)) {
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGKILL'] as const) {
      for (const afterMs of [0, 5, 50]) {
        test(`${signal} ${afterMs} ms after ${name} was started leaves nothing behind`, async (t) => {
          const mark = newMark();
          const during = async (child: ChildProcess) => {
            while (processesWith(mark).length === 0) await sleep(5);
            await sleep(afterMs);
            child.kill(signal);
          };
          const file = { server: server(mark), connectTimeout: '60s', steps: [CALL] };
          const { code } = await new WorkFolder(t).script(file, [], { during });
          assert.deepEqual([code, await leftAfterAWhile(mark)], [signal === 'SIGKILL' ? null : documented[signal], []]);
        });
      }
    }
  }
});

describe('a server that nothing but SIGKILL ends', { concurrency: 3, skip }, () => {
  /** Sends the signals once the close has begun. */
  const inTheClose =
    (...signals: readonly NodeJS.Signals[]) =>
    (child: ChildProcess) =>
      child.stdout!.on('data', async (text: string) => {
        if (!/"step-start".*"kind":"close"/.test(text)) return;
        for (const signal of signals) await sleep(20).then(() => child.kill(signal));
      });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    test(`${signal} during the close: reports are written, nobody is left`, async (t) => {
      const mark = newMark();
      const folder = new WorkFolder(t);
      const file = {
        server: fixture('daemon.mjs', '--healthy', '--stays', mark),
        steps: [{ ...CALL, tool: 'faulty' }],
      };
      const ran = await folder.script(file, ['--report', 'ndjson=-'], { during: inTheClose(signal) });
      assert.deepEqual([ran.code, await leftAfterAWhile(mark)], [documented[signal], []], ran.stdout);
      assert.equal(folder.report().exitCode, documented[signal]);
    });
  }

  test('a third signal ends us at once, without reports; the rest is the reaper’s', async (t) => {
    const mark = newMark();
    const folder = new WorkFolder(t);
    const file = { server: fixture('daemon.mjs', '--healthy', '--stays', mark), steps: [{ ...CALL, tool: 'faulty' }] };
    // Of one kind they would be one where we get no turn between them.
    const during = inTheClose('SIGINT', 'SIGHUP', 'SIGTERM');
    await folder.script(file, ['--report', 'ndjson=-'], { during });
    assert.deepEqual([folder.read('report.json'), await leftAfterAWhile(mark)], ['', []]);
  });

  test('signals of two kinds: the exit code is the first one’s', async (t) => {
    const mark = newMark();
    const file = { server: fixture('daemon.mjs', '--healthy', '--stays', mark), steps: [{ ...CALL, tool: 'faulty' }] };
    const during = inTheClose('SIGTERM', 'SIGINT');
    const ran = await new WorkFolder(t).script(file, ['--report', 'ndjson=-'], { during });
    assert.deepEqual([ran.code, await leftAfterAWhile(mark)], [143, []], ran.stdout);
  });
});
