/** Where an app hangs that we start and that never gets ready, or never answers initialize. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { processesWith } from './harness/processes.ts';
import { ROOT } from './harness/smoke.ts';
import { fixture, judge } from './harness/suite.ts';

const STEPS = [{ tool: 'echo', args: { text: 'x' } }];
let count = 0;

/** What is told of the start of an app, of which nothing is left afterwards. */
async function told(start: { command: string; args: readonly string[] }, timeout = '8s', steps: object[] = STEPS) {
  const mark = `--mark=start-${process.pid}-${count++}`;
  const ready = { tcp: '127.0.0.1:${port}', timeout };
  const server = { url: 'http://127.0.0.1:${port}/mcp', start: { ...start, args: [...start.args, mark], ready } };
  const { code, findings } = await judge({ server, connectTimeout: '8s', coverage: 'off', steps });
  assert.deepEqual(processesWith(mark), [], 'nothing of the app is left');
  return { code, findings, rules: findings.map(({ rule, where = '' }) => `${rule} ${where}`.trim()) };
}

const NO_PYTHON = spawnSync('python3', ['-c', 'import asyncio']).status === 0 ? false : 'SKIPPED: there is no python3';
const python = (how: string) => ({
  command: 'python3',
  args: [join(ROOT, 'test/servers/python/slow_app.py'), '${port}', how],
  env: { PYTHONDONTWRITEBYTECODE: '1' },
});
const node = (how: string) => fixture('slow-boot.mjs', '--port=${port}', how);

test('Python: an app that never gets ready has the line where it hangs', { skip: NO_PYTHON }, async () => {
  const all = await Promise.all(['import', 'lifespan', 'deadlock'].map((how) => told(python(how))));
  assert.deepEqual(
    all.map(({ rules }) => rules),
    [
      ['not-ready slow_app.py:18 in connect'],
      ['not-ready slow_app.py:18 in connect'],
      ['self-deadlock slow_app.py:29 in lifespan'],
    ],
  );
});

test('Python: one that awaits, or serves elsewhere, hangs on no line', { skip: NO_PYTHON }, async () => {
  for (const { rules, findings } of await Promise.all(['awaits', 'elsewhere'].map((how) => told(python(how))))) {
    assert.deepEqual(rules, ['not-ready']);
    assert.match(findings[0]!.message, /nothing listens there\. None of its code is running: it awaits something\./);
    assert.doesNotMatch(findings[0]!.evidence ?? '', /Fatal Python error/, 'the question is no word of the app');
  }
});

test('Python: a call that blocks a thread of http.server has its line', { skip: NO_PYTHON }, async () => {
  const call = { tool: 'faulty', args: { text: 'x' }, timeout: '2s' };
  assert.deepEqual((await told(python('call'), '60s', [call])).rules, ['hang-tool slow_app.py:18 in connect']);
});

test('Node: an app that never gets ready has the line where it hangs, or what it awaits', async () => {
  const [blocked, awaiting] = await Promise.all([told(node('--variant=blocks')), told(node('--variant=awaits'))]);
  assert.deepEqual([blocked.code, blocked.rules], [3, ['not-ready slow-boot.mjs:14 in loadModel']]);
  assert.deepEqual(awaiting.rules, ['not-ready']);
  assert.match(awaiting.findings[0]!.message, /The event loop is idle; it waits for: connection to 127\.0\.0\.1:\d+/);
});

test('an app that listens and never answers initialize is asked, too', async () => {
  const { rules, findings } = await told(node('--variant=mute'), '30s');
  assert.deepEqual(rules, ['initialize-hang']);
  assert.match(findings[0]!.message, /The event loop is idle/);
});

test('a slow start within its limit is healthy', async () => {
  const start = node('--healthy');
  assert.deepEqual((await told(start, '60s')).findings, []);
  if (NO_PYTHON) return;
  assert.deepEqual((await told(python('healthy'), '60s')).findings, []);
});
