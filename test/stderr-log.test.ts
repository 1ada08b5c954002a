/** What a server writes to stderr just before its cause is looked for. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { StderrLog } from '../src/wire/stderr.ts';

const SERVER = "process.stdin.once('data', () => process.stderr.write('boom')); process.stdout.write('up')";

test('what had been written while a busy machine held us up is read', async () => {
  const child = spawn(process.execPath, ['-e', SERVER]);
  const log = new StderrLog();
  child.stderr.on('data', (chunk: Buffer) => log.push(chunk));
  await once(child.stdout, 'data');
  child.stdin.write('go');
  const settled = log.settled(150);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3000);
  await settled;
  child.kill('SIGKILL');
  assert.equal(log.since(0), 'boom');
});

test('the end of a line whose start is no longer kept is not told', () => {
  const log = new StderrLog();
  log.push(Buffer.from(`token ${'k9-Qz77'.repeat(100_000)}\nnext\n`));
  log.push(Buffer.from('and last'));
  assert.equal(log.since(0), 'next\nand last');
  assert.equal(log.since(log.position - 4), 'last');
});
