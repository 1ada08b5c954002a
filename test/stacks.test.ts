/** Where a server hangs, asked of real processes: Node and Python. Go and Java are in test/suites/stacks.suite.ts. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { runInThisContext } from 'node:vm';
import { HANDLES } from '../src/stacks/handles.ts';
import { askStuck } from './harness/stuck.ts';
import { fixture } from './harness/suite.ts';

const NO_PYTHON: string | false =
  spawnSync('python3', ['--version']).status === 0 ? false : 'no python3 on this machine';
const python = (name: string, ...args: string[]) => ['python3', `test/servers/python/${name}`, ...args] as const;
const node = (...args: string[]) => [process.execPath, ...fixture('stuck.mjs', ...args).args] as const;
/** No bytecode beside the fixtures. */
const env = { PYTHONDONTWRITEBYTECODE: '1' };

interface Row {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly where?: RegExp;
  readonly rule?: string;
  readonly says?: RegExp;
  readonly onLoopThread?: boolean;
  readonly skip?: string | false;
}

const IN_SHELL = ['sh', '-c', `${node('--variant=spin').join(' ')}; true`] as const;

const rows: readonly Row[] = [
  { name: 'node: a busy loop', command: node('--variant=spin'), where: /^stuck\.mjs:\d+ in spin$/ },
  { name: 'node: a lock', command: node('--variant=lock'), where: /^stuck\.mjs:\d+ in lock$/ },
  { name: 'node: behind a shell', command: IN_SHELL, where: /^stuck\.mjs:\d+ in spin$/ },
  {
    name: 'node: a child that reads stdin',
    command: node('--variant=child'),
    rule: 'child-stdin-inherit',
    says: /child process "cat", which reads our requests/,
  },
  {
    name: 'node: awaiting a child',
    command: node('--variant=awaits-child'),
    says: /^The event loop is idle; it waits for: .*child process sleep 60/,
  },
  { name: 'node: awaiting for ever', command: node('--variant=awaits'), says: /^The event loop is idle/ },
  ...pythonRows().map((row) => ({ ...row, skip: NO_PYTHON })),
];

function pythonRows(): Row[] {
  return [
    {
      name: 'python: time.sleep in an async function',
      command: python('sleeps.py'),
      where: /^sleeps\.py:\d+ in faulty$/,
      onLoopThread: true,
    },
    {
      name: 'python: time.sleep in a worker thread',
      command: python('sleeps.py', '--thread'),
      where: /^sleeps\.py:\d+ in pause$/,
      onLoopThread: false,
    },
    {
      name: 'python: result() on the thread of the loop',
      command: python('self_deadlock.py'),
      where: /^self_deadlock\.py:\d+ in wait_for$/,
      rule: 'self-deadlock',
      onLoopThread: true,
    },
    ...['worker', 'loop', 'pool'].map(
      (who): Row => ({
        name: `python: result() of something else that is at work is slow, not a deadlock: ${who}`,
        command: python('self_deadlock.py', `--${who}`),
        where: /^self_deadlock\.py:\d+ in wait_for$/,
        onLoopThread: true,
      }),
    ),
    ...['loop', 'sync'].map(
      (by): Row => ({
        name: `python: asks its own server, on the thread of the loop that serves it, by ${by}`,
        command: python('asks_itself.py', `--${by}`),
        where: /^asks_itself\.py:\d+ in (?:wait_for|fetch)$/,
        // Only Linux shows whose connection it is.
        ...(process.platform === 'linux' ? { rule: 'self-deadlock', says: /answer of its own server/ } : {}),
        onLoopThread: true,
      }),
    ),
    ...['loop', 'sync'].map(
      (by): Row => ({
        name: `python: asks a slow thread of its own process by ${by}: no deadlock`,
        command: python('asks_itself.py', '--upstream', `--${by}`),
        where: /^asks_itself\.py:\d+ in (?:wait_for|fetch|upstream)$/,
        onLoopThread: true,
      }),
    ),
    {
      name: 'python: a child that reads stdin',
      command: python('child_stdin.py'),
      where: /^child_stdin\.py:\d+ in run_child$/,
      rule: 'child-stdin-inherit',
      onLoopThread: true,
    },
    {
      name: 'python: a slow child with a stdin of its own',
      command: python('child_stdin.py', '--devnull'),
      where: /^child_stdin\.py:\d+ in run_child$/,
      says: /waits for its child process "sleep 60"\.$/,
      onLoopThread: true,
    },
    {
      name: 'python: an import that waits',
      command: python('import_deadlock.py'),
      where: /^import_deadlock\.py:\d+ in faulty$/,
      rule: 'import-deadlock',
      onLoopThread: true,
    },
    { name: 'python: awaiting for ever', command: python('awaits.py'), says: /it awaits something/ },
  ];
}

for (const { name, command, where, rule, says, onLoopThread, skip } of rows) {
  test(name, { skip: skip ?? false }, async () => {
    const { located, outcome, noise } = await askStuck(command, { env });
    assert.equal(outcome, 'no-answer');
    assert.ok(located, 'it can be asked');
    if (where) assert.match(located.where ?? '', where);
    else assert.equal(located.where, undefined);
    assert.equal(located.rule, rule);
    if (says) assert.match(located.says ?? '', says);
    assert.equal(located.onLoopThread, onLoopThread);
    assert.deepEqual(noise, []);
  });
}

test('a process that may not die is asked only where it survives it', { skip: NO_PYTHON }, async () => {
  const idle = await askStuck(node('--variant=awaits'), { mayDie: false });
  assert.ok(idle.located);
  assert.ok(idle.isAlive);
  const stubborn = await askStuck(python('awaits.py'), { env, mayDie: false });
  assert.equal(stubborn.located, undefined);
  assert.ok(stubborn.isAlive);
});

test('two Node servers at once do not get in each other’s way', async () => {
  const both = await Promise.all([askStuck(node('--variant=spin')), askStuck(node('--variant=lock'))]);
  assert.deepEqual(
    both.map(({ located }) => located?.where?.replace(/:\d+/, '')),
    ['stuck.mjs in spin', 'stuck.mjs in lock'],
  );
});

test('a runtime that cannot be asked is left alone', async () => {
  const { located, isAlive } = await askStuck(['sh', '-c', SHELL_SERVER]);
  assert.equal(located, undefined);
  assert.ok(isAlive);
});

/** Answers initialize and ping, and nothing else. */
const SHELL_SERVER = `
while read -r line; do
  id=\${line#*'"id":'}; id=\${id%%,*}; id=\${id%%'}'*}
  case $line in
    *'"initialize"'*) result='{"protocolVersion":"2025-11-25","capabilities":{},"serverInfo":{"name":"s","version":"1"}}' ;;
    *'"ping"'*) result='{}' ;;
    *) continue ;;
  esac
  echo "{\\"jsonrpc\\":\\"2.0\\",\\"id\\":$id,\\"result\\":$result}"
done`;

test('of connections over HTTP an idle event loop waits for those that it has made, not for those that wait for it', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const asking = get(`http://127.0.0.1:${port}/`);
  asking.on('error', () => undefined);
  t.after(() => asking.destroy());
  const [{ socket }] = await once(server, 'request');
  const told = runInThisContext(HANDLES) as string;
  assert.match(told, new RegExp(`connection to 127\\.0\\.0\\.1:${port}$`, 'm'));
  assert.ok(!told.includes(`:${socket.remotePort}`), told);
});
