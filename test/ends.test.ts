/** How a run ends: exit codes, interrupts, time limits, and a server that dies on the way. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const echo = (name: string, more: object = {}) => ({ name, tool: 'echo', args: { text: name }, ...more });
const wait = { tool: 'wait', args: { text: '60000' }, timeout: '90s' };
const LONG = { steps: [echo('a'), wait, echo('b')], teardown: [echo('away')] };

describe('exit codes', { concurrency: 3 }, () => {
  test('0 and 1 end in words', async (t) => {
    const folder = new WorkFolder(t);
    const good = await folder.script({ steps: [echo('a')] });
    assert.deepEqual([good.code, good.stdout.trimEnd().split('\n').at(-1)], [0, 'Smoke test OK.']);
    const bad = await folder.script({ steps: [{ tool: 'fail', args: { text: 'a' } }] });
    assert.deepEqual([bad.code, bad.stdout.trimEnd().split('\n').at(-1)], [1, 'Smoke test FAILED.']);
  });

  test('2: nothing is started of a file with a mistake; where no other is left, nothing at all', async (t) => {
    const folder = new WorkFolder(t);
    folder.write('a.smoke.yaml', { server: folder.server(), steps: [echo('a')] });
    folder.write('b.smoke.yaml', { server: folder.server(), steps: [echo('b', { expcet: {} })] });
    assert.deepEqual([(await folder.run(['run'])).code, folder.calls], [2, ['echo a']]);
    folder.write('calls', '');
    const { code, stdout, stderr } = await folder.run(['run', 'b.smoke.yaml', '--report', 'json=report.json']);
    assert.deepEqual([code, stdout, folder.calls, folder.read('report.json')], [2, '', [], '']);
    assert.match(stderr, /b\.smoke\.yaml:\d+:\d+/);
    assert.match(stderr, /expect/);
  });

  test('3: broken comes before failed, and the other files run', async (t) => {
    const folder = new WorkFolder(t);
    folder.write('a.smoke.yaml', { server: { command: 'no-such-command-anywhere' }, steps: [echo('a')] });
    folder.write('b.smoke.yaml', { server: folder.server(), steps: [{ tool: 'fail', args: { text: 'b' } }] });
    const { code } = await folder.run(['run', '--report', 'json=report.json']);
    const { verdict, exitCode, totals } = folder.report();
    assert.deepEqual([code, verdict, exitCode, folder.calls], [3, 'broken', 3, ['fail b']]);
    assert.deepEqual([totals.broken, totals.failed, totals.skipped], [1, 1, 1]);
  });

  test('4: nothing ran; --pass-if-empty makes it 0', async (t) => {
    const folder = new WorkFolder(t);
    const file = { steps: [echo('a', { skip: 'not now' })] };
    const empty = await folder.script(file);
    assert.equal(empty.code, 4);
    assert.match(empty.stdout, /Nothing ran|no step ran/i);
    assert.equal((await folder.script(file, ['--pass-if-empty'])).code, 0);
    assert.equal((await folder.script({ steps: [] })).code, 0, 'nothing was asked beyond what every run does');
  });

  test('70: a report that cannot be written is never an exit 0, and the others are written', async (t) => {
    const folder = new WorkFolder(t);
    const during = () => void folder.called('wait 500').then(() => mkdirSync(join(folder.path, 'lost.xml')));
    const steps = [{ tool: 'wait', args: { text: '500' } }];
    const { code, stderr } = await folder.script({ steps }, ['--report', 'junit=lost.xml'], { during });
    assert.equal(code, 70);
    assert.match(stderr, /lost\.xml could not be written: it is a folder/);
    assert.equal(folder.report().totals.failed, 0);
  });
});

/** Sends the signals one after the other, once the long call has begun. */
function interrupt(folder: WorkFolder, ...signals: readonly NodeJS.Signals[]) {
  return async (child: ChildProcess) => {
    await folder.called('wait 60000');
    for (const signal of signals) {
      child.kill(signal);
      await sleep(300);
    }
  };
}

describe('interrupts', { concurrency: 3 }, () => {
  for (const [signal, exit] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    test(`${signal}: the script stops, teardown runs, reports are written, exit ${exit}`, async (t) => {
      const folder = new WorkFolder(t);
      const ran = await folder.script(LONG, ['--report', 'junit=junit.xml'], { during: interrupt(folder, signal) });
      assert.equal(ran.code, exit, ran.stdout + ran.stderr);
      assert.deepEqual(folder.calls, ['echo a', 'wait 60000', 'echo away']);
      assert.match(ran.told('wait'), new RegExp(`^broken interrupted by ${signal}`));
      assert.deepEqual([ran.told('b'), ran.told('away')], [`skipped interrupted by ${signal}`, 'passed']);
      assert.deepEqual([folder.report().exitCode, folder.report().verdict], [exit, 'broken']);
      assert.match(folder.read('junit.xml'), /<\/testsuites>\s*$/);
    });
  }

  test('a second Ctrl-C stops teardown as well', async (t) => {
    const folder = new WorkFolder(t);
    const teardown = [{ ...wait, name: 'slow', args: { text: '50000' } }, echo('away')];
    const during = interrupt(folder, 'SIGINT', 'SIGINT');
    const { code, told } = await folder.script({ ...LONG, teardown }, [], { during });
    assert.equal(code, 130);
    const left = 'interrupted by SIGINT; what "a", "wait" made may have been left behind';
    assert.deepEqual(['slow', 'away'].map(told), [`broken ${left}`, `skipped ${left}`]);
  });

  test('an interrupted step has no finding of its own; teardown says what may be left', async (t) => {
    const folder = new WorkFolder(t);
    const make = { name: 'make', ...wait, capture: { id: '$.id' }, expect: { text: 'x' } };
    const remove = { name: 'away', tool: 'remove', args: { text: '${id}' }, allowDestructive: true };
    const file = { steps: [echo('a'), make, echo('b')], teardown: [remove] };
    const { code, told, steps } = await folder.script(file, [], { during: interrupt(folder, 'SIGINT') });
    assert.deepEqual([code, told('make')], [130, 'broken interrupted by SIGINT']);
    assert.equal(told('away'), 'skipped needs make; what "make" made may have been left behind');
    assert.deepEqual(
      steps.flatMap(({ findings }) => findings),
      [],
    );
  });

  test('what had failed before the interrupt is still said', async (t) => {
    const folder = new WorkFolder(t);
    const repeat = { count: 2, concurrency: 1 };
    const vain = {
      name: 'vain',
      tool: 'slower',
      args: { text: 'n${i}' },
      timeout: '90s',
      repeat,
      expect: { text: 'x' },
    };
    const during = async (child: ChildProcess) => {
      await folder.called('slower n1');
      child.kill('SIGINT');
    };
    const { told } = await folder.script({ steps: [vain] }, [], { during });
    assert.match(told('vain'), /^broken interrupted by SIGINT \| expectation [^|]*$/);
  });

  test('a list that is interrupted says nothing about tools', async (t) => {
    const folder = new WorkFolder(t);
    const file = { server: fixture('hang-tool.mjs', '--variant=list'), timeout: '90s', tools: { include: ['echo'] } };
    const { code, told } = await folder.script({ ...file, steps: [echo('a')] }, ['--max-time', '5s']);
    assert.equal(code, 3);
    assert.deepEqual(['list', 'schema', 'a'].map(told), [
      'broken --max-time is over',
      ...Array(2).fill('skipped --max-time is over'),
    ]);
  });

  for (const [name, args, code] of [
    ['SIGINT', [], 130],
    ['--max-time', ['--max-time', '6s'], 3],
  ] as const) {
    test(`after ${name} no call is looked at again`, async (t) => {
      const folder = new WorkFolder(t);
      const hung = { name: 'hung', tool: 'wait', args: { text: '50000' }, timeout: '1s', safe: true };
      const during = name === 'SIGINT' ? interrupt(folder, 'SIGINT') : undefined;
      const ran = await folder.script({ steps: [hung, wait] }, args, during ? { during } : {});
      assert.equal(ran.code, code);
      assert.deepEqual(folder.calls, ['wait 50000', 'wait 60000']);
    });
  }

  test('--max-time: what has not run by then is broken or skipped; teardown runs; exit 3', async (t) => {
    const folder = new WorkFolder(t);
    const { code, told } = await folder.script(LONG, ['--max-time', '5s']);
    assert.equal(code, 3);
    assert.match(told('wait'), /^broken --max-time is over/);
    assert.deepEqual([told('b'), told('away')], ['skipped --max-time is over', 'passed']);
  });

  test('--max-time holds for a handshake, too', async (t) => {
    const file = { server: fixture('initialize-hang.mjs'), connectTimeout: '90s', steps: [echo('a')] };
    const { code, told } = await new WorkFolder(t).script(file, ['--max-time', '1s']);
    assert.equal(code, 3);
    assert.match(told('connect'), /^broken --max-time is over/);
    assert.equal(told('a'), 'skipped --max-time is over');
  });
});

describe('a server that cannot be used', { concurrency: 3 }, () => {
  for (const [name, ...args] of [
    ['initialize-hang.mjs'],
    ['initialize-refused.mjs'],
    ['exit-before-init.mjs'],
  ] as const) {
    test(`${name}: nothing is OK`, async (t) => {
      const file = { server: fixture(name, ...args), connectTimeout: '1s', steps: [echo('a')] };
      const { code, stdout, steps } = await new WorkFolder(t).script(file);
      assert.deepEqual(
        [code, ...steps.map((step) => `${step.name} ${step.status}`)],
        [3, 'connect broken', 'a skipped'],
      );
      assert.doesNotMatch(stdout, /\bOK\b(?!\.)|passed/);
    });
  }
});

describe('a server that dies', { concurrency: 3 }, () => {
  const crash = { tool: 'crash', args: { text: 'x' } };

  test('costs its step; the next one gets a fresh process', async (t) => {
    const { code, told } = await new WorkFolder(t).script({ steps: [crash, echo('a')] });
    assert.equal(code, 1);
    assert.match(told('crash'), /^failed \| crash-on-call .*exit code 7/);
    assert.equal(told('a'), 'passed');
  });

  test('and cannot be started again breaks the next step; the rest is skipped', async (t) => {
    const folder = new WorkFolder(t);
    const server = folder.server(`--once=${join(folder.path, 'lock')}`);
    const { code, told } = await folder.script({ server, steps: [crash, echo('a'), echo('b')] });
    assert.equal(code, 3);
    assert.match(told('a'), /^broken the server could not be started again \| exit-before-init/);
    assert.equal(told('b'), 'skipped the server could not be started again');
  });

  test('while other calls are in flight ends them all, at once', async (t) => {
    const folder = new WorkFolder(t);
    const server = fixture('crash-on-call.mjs');
    const many = { name: 'many', tool: 'faulty', args: { text: 'x ${i}' }, repeat: { count: 5, concurrency: 5 } };
    const { code, told, steps: done } = await folder.script({ server, steps: [many, echo('a')] });
    assert.deepEqual([code, told('a')], [1, 'passed']);
    assert.match(told('many'), /^failed \| crash-on-call/);
    const { findings } = done.find(({ name }) => name === 'many')!;
    assert.equal(findings.length, 1, 'one death is one finding');
    assert.match(findings[0]!.message, /\(exit code 3\)\.$/, 'and is counted once');
  });
});
