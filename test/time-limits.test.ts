/** Time limits mean what they say, over everything that they are said of. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const call = (tool: string, more: object = {}) => ({ tool, args: { text: 'x' }, ...more });

function app(folder: WorkFolder, args: readonly string[], ready?: object) {
  const start = fixture('slow-app.mjs', '--port=${port}', `--starts=${join(folder.path, 'starts')}`, ...args);
  return { url: 'http://127.0.0.1:${port}/mcp', start: { ...start, ...(ready ? { ready } : {}) } };
}

describe('connectTimeout and ready.timeout', { concurrency: 2 }, () => {
  test('an app that does not get ready is started once', async (t) => {
    const folder = new WorkFolder(t);
    const server = app(folder, ['--ready=90000'], { tcp: '127.0.0.1:${port}', timeout: '2s' });
    const { code, told } = await folder.script({ server, steps: [call('echo')] });
    assert.equal(code, 3);
    assert.match(told('connect'), /^broken \| not-ready .*nothing listens there/);
    assert.equal(folder.read('starts'), 'started\n');
  });

  test('connectTimeout is for the start of the app and the handshake together', async (t) => {
    const folder = new WorkFolder(t);
    const { code, told, steps } = await folder.script({
      server: app(folder, ['--ready=4000']),
      connectTimeout: '8s',
      steps: [call('echo')],
    });
    assert.equal(code, 3);
    assert.match(told('connect'), /^broken \| initialize-hang/);
    assert.ok(steps[0]!.durationMs < 11_000, `${steps[0]!.durationMs} ms`);
  });

  test('a start that has a limit of its own takes nothing of connectTimeout', async (t) => {
    const folder = new WorkFolder(t);
    const server = app(folder, ['--ready=6000', '--healthy'], { tcp: '127.0.0.1:${port}', timeout: '90s' });
    const { code } = await folder.script({ server, connectTimeout: '5s', steps: [call('echo')] });
    assert.equal(code, 0);
  });

  test('a server that waits for what the stuck one holds gets it in time', async (t) => {
    const folder = new WorkFolder(t);
    const server = fixture('lock-waits.mjs', `--lock=${join(folder.path, 'lock')}`);
    const steps = [call('faulty', { timeout: '1s' }), call('echo')];
    const ran = await folder.script({ server, connectTimeout: '12s', steps });
    assert.deepEqual([ran.code, ran.told('echo')], [1, 'passed']);
    assert.match(ran.told('faulty'), /^failed \| loop-blocked/);
    assert.ok(ran.steps.find(({ name }) => name === 'echo')!.durationMs < 12_000);
  });

  test('one that never comes back is waited for once', async (t) => {
    const folder = new WorkFolder(t);
    const server = fixture('lock-waits.mjs', `--lock=${join(folder.path, 'lock')}`, '--never');
    const steps = [call('faulty', { timeout: '1s' }), call('echo')];
    const ran = await folder.script({ server, connectTimeout: '5s', steps });
    assert.match(ran.told('echo'), /^broken the server could not be started again \| initialize-hang/);
    const { durationMs } = ran.steps.find(({ name }) => name === 'echo')!;
    assert.ok(durationMs < 9500, `${durationMs} ms`);
  });
});

test('second looks at several hangs run side by side', async (t) => {
  const steps = [call('left', { timeout: '5s' }), call('right', { timeout: '5s' })];
  const { told } = await new WorkFolder(t).script({ server: fixture('hangs-apart.mjs'), steps });
  for (const name of ['left', 'right']) assert.match(told(name), /^failed \| first-call-hang /);
});

test('Ctrl-C during the close does not wait for what is left of its graces', async (t) => {
  const server = fixture('no-exit-on-eof.mjs', '--variant=stubborn');
  let interruptedAt = 0;
  const during = (child: import('node:child_process').ChildProcess) => {
    child.stdout!.on('data', (text: string) => {
      if (interruptedAt > 0 || !/OK {5}echo/.test(text)) return;
      setTimeout(() => {
        interruptedAt = performance.now();
        child.kill('SIGINT');
      }, 700);
    });
  };
  const { code, told } = await new WorkFolder(t).script({ server, steps: [call('echo')] }, [], { during });
  const tookMs = performance.now() - interruptedAt;
  assert.deepEqual([code, told('close')], [130, 'passed']);
  assert.ok(tookMs < 4000, `${tookMs} ms`);
});
