/** Causes and their places, as the program tells them: one finding, the root, with the line. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { stderrTail } from '../src/checks/evidence.ts';
import { cached } from './harness/cache.ts';
import { ROOT } from './harness/smoke.ts';
import { fixture, judge } from './harness/suite.ts';

const CALL = { tool: 'faulty', args: { text: 'x' } };

/** Rule and place of every finding, by step. */
async function told(server: object, more: object = {}) {
  const { report } = await judge({ server, timeout: '20s', coverage: 'off', steps: [CALL], ...more });
  const steps = report.suites[0]!.steps.filter(({ findings }) => findings.length > 0);
  return Object.fromEntries(
    steps.map(({ name, findings }) => [name, findings.map(({ rule, where = '' }) => `${rule} ${where}`.trim())]),
  );
}

test('mcp 1.x: a CancelledError that leaves the tool is named; beside another exception it is not', async () => {
  assert.deepEqual(await told(fixture('cancelled-escapes.mjs', '--variant=silent')), { faulty: ['cancelled-escapes'] });
  assert.deepEqual(await told(fixture('cancelled-escapes.mjs', '--variant=other')), { faulty: ['crash-on-call'] });
});

test('a module that is missing at the start is one finding, with its line', async () => {
  const script = "require('no-such-thing')";
  const found = await told({ command: process.execPath, args: ['-e', script] });
  assert.deepEqual(Object.values(found), [['missing-module']]);
});

test('a variable that a schema of the environment lacks is named, with the line of the check', async () => {
  const found = await told(fixture('zod-environment.mjs'));
  assert.deepEqual(found['connect'], ['missing-env zod-environment.mjs:8 in readEnvironment']);
  assert.deepEqual(await told(fixture('zod-environment.mjs', '--healthy')), {});
});

test('the message of a stack stays, however long the stack is', () => {
  const stack = Array.from({ length: 30 }, (_, at) => `    at call${at} (/app/node_modules/grpc/call.js:${at}:1)`);
  const tail = stderrTail(['starting', 'Error: 14 UNAVAILABLE: No connection established', ...stack].join('\n'))!;
  assert.match(tail, /^Error: 14 UNAVAILABLE: No connection established\n/);
  assert.match(tail, /at call29 /);
  assert.ok(tail.length <= 500);
  assert.equal(stderrTail('one\ntwo'), 'one\ntwo');
});

test('the end of stderr has the message of an error event that nobody listens to', () => {
  const frames = (count: number) => Array.from({ length: count }, (_, at) => `    at step${at} (node:net:${at}:1)`);
  const told = [
    "      throw er; // Unhandled 'error' event",
    'Error: listen EADDRINUSE: address already in use 127.0.0.1:80',
  ];
  const facts = [
    "  code: 'EADDRINUSE',",
    '  errno: -98,',
    "  syscall: 'listen',",
    "  address: '::',",
    '  port: 80',
    '}',
  ];
  const emitted = ["Emitted 'error' event on Server instance at:", ...frames(1), ...facts];
  const tail = stderrTail([...told, ...frames(6), ...emitted, 'Node.js v20.20.2'].join('\n'))!;
  assert.match(tail, /^Error: listen EADDRINUSE: address already in use 127\.0\.0\.1:80\n/);
});

const NO_RUST = spawnSync('rustc', ['--version']).status === 0 ? false : 'SKIPPED: no rustc on this machine';

test('Rust: a panic in a handler is told at once, with its line; a caught one is none', { skip: NO_RUST }, async () => {
  const folder = await cached('rust/panics', async (target) => {
    const source = join(ROOT, 'test/servers/rust/panics.rs');
    execFileSync('rustc', ['--edition=2021', '-g', '--crate-name=mcp_panics', '-o', join(target, 'panics'), source]);
  });
  const server = (...args: string[]) => ({ command: join(folder, 'panics'), args });
  const started = performance.now();
  assert.deepEqual(await told(server(), { timeout: '10m' }), {
    faulty: ['handler-panicked panics.rs:37 in mcp_panics::find'],
  });
  assert.ok(performance.now() - started < 300_000, 'not after the whole limit');
  assert.deepEqual(await told(server('--healthy')), {});
  // Which of two a panic belongs to cannot be told at once.
  const two = { ...CALL, repeat: { count: 2, concurrency: 2 } };
  const both = await told(server(), { timeout: '3s', steps: [two] });
  assert.match(both['faulty']!.join(), /^hang-tool panics\.rs:37/);
});

const NO_PYTHON = spawnSync('python3', ['-c', 'import asyncio']).status === 0 ? false : 'SKIPPED: there is no python3';
const python = (file: string, ...args: string[]) => ({
  command: 'python3',
  args: [join(ROOT, 'test/servers/python', file), ...args],
  env: { PYTHONDONTWRITEBYTECODE: '1' },
});

test('two calls that hang in one process each have their place', { skip: NO_PYTHON }, async () => {
  const steps = [{ tool: 'left' }, { tool: 'right' }].map((step) => ({ ...step, args: {} }));
  assert.deepEqual(await told(python('two_hangs.py'), { timeout: '1500ms', steps }), {
    left: ['hang-tool two_hangs.py:13 in left'],
    right: ['hang-tool two_hangs.py:17 in right'],
  });
});

test('an answer that cannot be written has its cause alone, whatever its thread leaves waiting', {
  skip: NO_PYTHON,
}, async () => {
  const cause = { faulty: ['json-dumps-in-tool json_dumps.py:8 in send'] };
  assert.deepEqual(await told(python('json_dumps.py'), { timeout: '2s' }), cause);
  assert.deepEqual(await told(python('json_dumps.py', '--healthy')), {});
});

test('a server that does not answer initialize has the line where it hangs', { skip: NO_PYTHON }, async () => {
  const short = { connectTimeout: '2s' };
  const connect = ['initialize-hang slow_import.py:11 in connect'];
  assert.deepEqual((await told(python('slow_import.py'), short))['connect'], connect);
  assert.deepEqual((await told(python('slow_import.py', '--lifespan'), short))['connect'], connect);
  const steps = [{ tool: 'echo', args: { text: 'x' } }];
  assert.deepEqual(await told(python('slow_import.py', '--healthy'), { steps }), {});
});
