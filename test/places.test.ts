/** Causes and their places, as the program tells them: one finding, the root, with the line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stderrTail } from '../src/checks/evidence.ts';
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

test('the message of a stack stays, however long the stack is', () => {
  const stack = Array.from({ length: 30 }, (_, at) => `    at call${at} (/app/node_modules/grpc/call.js:${at}:1)`);
  const tail = stderrTail(['starting', 'Error: 14 UNAVAILABLE: No connection established', ...stack].join('\n'))!;
  assert.match(tail, /^Error: 14 UNAVAILABLE: No connection established\n/);
  assert.match(tail, /at call29 /);
  assert.ok(tail.length <= 500);
  assert.equal(stderrTail('one\ntwo'), 'one\ntwo');
});
