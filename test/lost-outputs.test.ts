/** Outputs that cannot be written, that nobody reads, or that are somewhere they must not be. */
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './harness/smoke.ts';
import { WorkFolder } from './harness/work-folder.ts';

const BIN = join(ROOT, 'bin/mcp-smoke.js');
const echo = { name: 'a', tool: 'echo', args: { text: 'a' } };
const skip = process.platform === 'linux' ? false : 'needs /dev/full and /proc';
const FULL = /no space is left on the disk/;

function prepare(t: ConstructorParameters<typeof WorkFolder>[0]): WorkFolder {
  const folder = new WorkFolder(t);
  folder.write('smoke.yaml', { server: folder.server(), coverage: 'off', steps: [echo] });
  return folder;
}

/** With a shell's redirections, which a pipe of ours would not show. */
async function inShell(folder: WorkFolder, words: string) {
  const line = words.replace('mcp-smoke', `"${process.execPath}" "${BIN}"`);
  const child = spawn('/bin/sh', ['-c', line], { cwd: folder.path });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { stdout, stderr, code: code as number };
}

describe('a stdout that is lost', { concurrency: 2, skip }, () => {
  for (const what of [
    'run',
    'run --report json',
    'run --report ndjson',
    'run --report junit=r.xml',
    'rules',
    'check',
  ]) {
    test(`${what} > /dev/full: exit 70 and one line`, async (t) => {
      const folder = prepare(t);
      const { code, stderr } = await inShell(folder, `mcp-smoke ${what} > /dev/full`);
      assert.equal(code, 70, stderr);
      assert.equal(stderr.split('\n').filter((line) => FULL.test(line)).length, 1, stderr);
      assert.doesNotMatch(stderr, / {4}at |its own fault/);
      if (what.includes('r.xml')) assert.match(folder.read('r.xml'), /<\/testsuites>\s*$/);
    });
  }

  test('a report whose reader goes is not exit 0', async (t) => {
    const folder = prepare(t);
    const { stderr } = await inShell(folder, '(mcp-smoke run --report json; echo "exit $?" >&2) | true');
    assert.match(stderr, /its reader has gone[\s\S]*exit 70\n$/);
  });

  test('a reader that stops reading: one signal ends the wait', async (t) => {
    const folder = prepare(t);
    const args = { text: 'x'.repeat(3000) };
    const steps = Array.from({ length: 60 }, (_, i) => ({ name: `${i}`, tool: i === 59 ? 'echo' : 'fail', args }));
    folder.write('smoke.yaml', { server: folder.server(), coverage: 'off', steps });
    execFileSync('mkfifo', [join(folder.path, 'fifo')]);
    const fifo = openSync(join(folder.path, 'fifo'), constants.O_RDWR);
    const command = [BIN, 'run', '--report', 'json', '--report', 'tap=r.tap'];
    const child = spawn(process.execPath, command, { cwd: folder.path, stdio: ['ignore', fifo, 'pipe'] });
    const said = text(child.stderr!);
    while (folder.calls.length < 60) await sleep(50);
    await sleep(3000);
    child.kill('SIGTERM');
    const [code] = await once(child, 'close');
    closeSync(fifo);
    assert.equal(code, 143);
    assert.match(await said, /the report for stdout could not be written: nobody reads from it/);
    assert.match(folder.read('r.tap'), /^not ok/m);
  });

  test('a lost stderr costs nothing', async (t) => {
    const folder = prepare(t);
    const { code, stdout } = await inShell(folder, 'mcp-smoke run --report json 2> /dev/full');
    assert.deepEqual([code, JSON.parse(stdout).exitCode], [0, 0]);
  });
});

describe('a FIFO', { concurrency: 3, skip }, () => {
  const withFifo = (t: Parameters<typeof prepare>[0]) => {
    const folder = prepare(t);
    execFileSync('mkfifo', [join(folder.path, 'fifo')]);
    return folder;
  };

  for (const format of ['json', 'ndjson']) {
    test(`without a reader is given up, ${format}: exit 70, and the others are written`, async (t) => {
      const folder = withFifo(t);
      const { code, stderr } = await folder.run(['run', '--report', `${format}=fifo`, '--report', 'tap=r.tap']);
      assert.equal(code, 70, stderr);
      assert.match(stderr, /the report fifo could not be written: nobody reads from it/);
      assert.match(folder.read('r.tap'), /^1\.\.\d/m);
    });

    test(`without a reader lets a signal end the wait, ${format}`, async (t) => {
      const folder = withFifo(t);
      let signalledAt = 0;
      const during = async (child: ChildProcess) => {
        await folder.called('echo a');
        await sleep(2500);
        signalledAt = performance.now();
        child.kill('SIGTERM');
      };
      const { code, stderr } = await folder.run(['run', '--report', `${format}=fifo`], { during });
      assert.equal(code, 143, stderr);
      assert.match(stderr, /nobody reads from it/);
      assert.ok(performance.now() - signalledAt < 6000, 'it does not wait until its patience is at its end');
    });

    test(`with a late and slow reader gets all of it, ${format}`, async (t) => {
      const folder = withFifo(t);
      // More than a pipe takes at once.
      const steps = Array.from({ length: 30 }, (_, i) => ({
        ...echo,
        name: `${i}`,
        args: { text: 'x'.repeat(20_000) },
        expect: { text: 'y' },
      }));
      folder.write('smoke.yaml', { server: folder.server(), coverage: 'off', steps });
      const reading = inShell(folder, 'sleep 1; (sleep 1; cat) < fifo');
      const { code, stderr } = await folder.run(['run', '--report', `${format}=fifo`]);
      const { stdout } = await reading;
      assert.deepEqual([code, stderr], [1, '']);
      assert.ok(stdout.length > 70_000, `${stdout.length}`);
      const last = stdout.trimEnd().split('\n').at(-1)!;
      assert.equal(
        format === 'json' ? JSON.parse(stdout).exitCode : JSON.parse(last).type,
        format === 'json' ? 1 : 'run-end',
      );
    });
  }
});

describe('a place for a report', { concurrency: 3 }, () => {
  const refused = (name: string, args: readonly string[], told: RegExp, set?: (folder: WorkFolder) => void) =>
    test(`${name}: exit 2 before anything starts`, async (t) => {
      const folder = prepare(t);
      const before = folder.read('smoke.yaml');
      set?.(folder);
      const there = readdirSync(folder.path).sort();
      const { code, stderr } = await folder.run(['run', ...args]);
      assert.equal(code, 2, stderr);
      assert.match(stderr, told);
      assert.doesNotMatch(stderr, / {4}at /);
      assert.deepEqual([folder.calls, folder.read('smoke.yaml')], [[], before]);
      assert.deepEqual(readdirSync(folder.path).sort(), there, 'nothing is left');
    });
  const link = (from: string, to: string) => (folder: WorkFolder) => symlinkSync(to, join(folder.path, from));

  const ITSELF = /the smoke file smoke\.yaml stands there/;
  refused('that is the smoke file', ['--report', 'json=smoke.yaml'], ITSELF);
  refused('that is the smoke file, spelled otherwise', ['--report', 'ndjson=./x/../smoke.yaml'], ITSELF, (folder) =>
    mkdirSync(join(folder.path, 'x')),
  );
  refused('that links to the smoke file', ['--report', 'json=link'], ITSELF, link('link', 'smoke.yaml'));
  refused('that two reports have', ['--report', 'json=out', '--report', 'tap=./out'], /two reports cannot both go to/);
  refused(
    'that two reports have by a link of a folder',
    ['--report', 'json=out', '--report', 'tap=here/out'],
    /it is the same place as out/,
    link('here', '.'),
  );
  refused(
    'that two reports have by a link',
    ['--report', 'json=a', '--report', 'ndjson=b'],
    /it is the same place as a/,
    (folder) => {
      folder.write('a', 'old');
      link('b', 'a')(folder);
    },
  );
  refused('that is a folder', ['--report', 'json=x'], /it is a folder; name a file in it/, (folder) =>
    mkdirSync(join(folder.path, 'x')),
  );
  refused('that ends like a folder', ['--report', 'json=x/'], /it is a folder; name a file in it/);
  refused('below a file', ['--report', 'json=smoke.yaml/r.json'], /a part of the path is a file/);
  refused('with too long a name', ['--report', `json=${'x'.repeat(300)}`], /the name is too long/);
  refused('in a circle', ['--report', 'json=loop'], /links go in a circle/, link('loop', 'loop'));
  if (!skip) {
    refused('under /proc', ['--report', 'json=/proc/none/r.json'], /no report can be written to \/proc\/none\/r\.json/);
    refused('in /proc', ['--report', 'ndjson=/proc/r.json'], /no report can be written to \/proc\/r\.json/);
    refused('in /sys', ['--report', 'json=/sys/r.json'], /no report can be written to \/sys\/r\.json/);
  }
  refused('after one that is fine', ['--report', 'ndjson=fine', '--report', 'json=x/'], /it is a folder/);

  test('a report replaces the one before in one moment: nobody reads half of it, nothing is left beside it', async (t) => {
    const folder = prepare(t);
    folder.write('r.json', 'old');
    const file = openSync(join(folder.path, 'r.json'), 'r');
    const { code } = await folder.run(['run', '--report', 'json=r.json']);
    assert.equal(code, 0);
    assert.equal(readFileSync(file, 'utf8'), 'old', 'the old file is as it was, for whoever has it open');
    closeSync(file);
    assert.equal(folder.report('r.json').exitCode, 0);
    assert.deepEqual(readdirSync(folder.path).sort(), ['calls', 'r.json', 'smoke.yaml']);
  });
});

describe('what a run needs of the system', { skip }, () => {
  test('a working folder that has been deleted is one line, exit 2', async (t) => {
    const folder = prepare(t);
    mkdirSync(join(folder.path, 'gone'));
    for (const what of ['run', 'rules']) {
      const { code, stderr } = await inShell(folder, `mkdir -p gone && cd gone && rmdir ../gone && mcp-smoke ${what}`);
      assert.deepEqual([code, stderr.trimEnd().split('\n').length], [2, 1], stderr);
      assert.match(stderr, /the working folder is gone/);
    }
    if (existsSync(join(folder.path, 'gone'))) rmdirSync(join(folder.path, 'gone'));
  });

  test('too few file descriptors: exit 3 or 70, with the reports', async (t) => {
    const folder = prepare(t);
    for (let i = 0; i < 8; i++) folder.write(`${i}.smoke.yaml`, folder.read('smoke.yaml'));
    for (const limit of [32, 40]) {
      const reports = '--report json=r.json --report junit=r.xml';
      const { code, stdout, stderr } = await inShell(folder, `ulimit -n ${limit}; mcp-smoke run . --jobs 8 ${reports}`);
      assert.ok(code === 3 || code === 70, `ulimit ${limit}: exit ${code}\n${stdout}\n${stderr}`);
      assert.equal(folder.report('r.json').exitCode, code);
      assert.match(folder.read('r.xml'), /<\/testsuites>\s*$/);
    }
  });
});

describe('a signal during start-up', { concurrency: 2 }, () => {
  for (const [signal, exit] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    test(`${signal} before the first suite: nothing is started, the reports are written, exit ${exit}`, async (t) => {
      const folder = prepare(t);
      const server = folder.server(`--once=${join(folder.path, 'started')}`);
      folder.write('smoke.yaml', { server, coverage: 'off', steps: [echo] });
      execFileSync('mkfifo', [join(folder.path, 'later.smoke.yaml')]);
      // Reading the second file waits for us.
      const during = async (child: ChildProcess) => {
        await sleep(1500);
        child.kill(signal);
        await sleep(200);
        await inShell(folder, 'cat smoke.yaml > later.smoke.yaml');
      };
      const ran = await folder.run(['run', 'smoke.yaml', 'later.smoke.yaml', '--report', 'json=r.json'], { during });
      assert.equal(ran.code, exit, ran.stdout + ran.stderr);
      const report = folder.report('r.json');
      assert.deepEqual([report.exitCode, report.verdict], [exit, 'broken']);
      assert.ok(!existsSync(join(folder.path, 'started')));
      assert.ok(report.suites.length > 0, 'what has not run is told');
    });
  }

  test('a command without a run ends with the first signal, as any program does', async (t) => {
    const folder = prepare(t);
    execFileSync('mkfifo', [join(folder.path, 'later.smoke.yaml')]);
    const during = (child: ChildProcess) => void sleep(1500).then(() => child.kill('SIGINT'));
    const { code, stdout } = await folder.run(['check', 'later.smoke.yaml'], { during });
    assert.deepEqual([code === null || code === 130, stdout], [true, '']);
  });
});
