/** No answer to a call nor to our pings: is the event loop blocked, or does something else keep the server from answering? */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './harness/smoke.ts';
import { fixture, judge } from './harness/suite.ts';

const python = spawnSync('python3', ['-c', 'import asyncio']).status === 0;
const call = (count: number, concurrency: number) => ({
  tool: 'faulty',
  args: { text: 'x' },
  repeat: { count, concurrency },
});

const run = (server: object, step: object, timeout: string) =>
  judge({ server, timeout, coverage: 'off', steps: [step, { name: 'next', tool: 'faulty', args: { text: 'y' } }] });

test('busy with one call after the other: blocked, although answers come meanwhile', async () => {
  const server = fixture('loop-blocked.mjs', '--ms=2500', '--later');
  const { findings } = await judge({ server, timeout: '4s', coverage: 'off', steps: [call(4, 4)] });
  const [first] = findings;
  assert.equal(first?.rule, 'loop-blocked', first?.message);
  assert.doesNotMatch(findings.map(({ message }) => message).join(), /is not known|is idle/);
  const { code } = await run(fixture('loop-blocked.mjs', '--ms=0', '--later'), call(4, 4), '20s');
  assert.equal(code, 0);
});

test('its stdin is read no more: nothing is blocked, and it is told once', async () => {
  const { report, findings } = await run(fixture('reads-no-more.mjs'), call(6, 1), '1s');
  assert.deepEqual(
    findings.map(({ rule, also }) => [rule, also]),
    [['hang-tool', ['loop-blocked']]],
  );
  assert.match(findings[0]!.message, /event loop is idle.* it reads its input no more/);
  assert.match(findings[0]!.hint ?? '', /stops the reading of stdin/);
  assert.equal(report.suites[0]!.steps.find(({ name }) => name === 'next')?.status, 'passed');
  const healthy = await run(fixture('reads-no-more.mjs', '--healthy'), call(6, 1), '10s');
  assert.deepEqual([healthy.findings, healthy.code], [[], 0]);
});

test('a block that is over when the stack is looked at stays one', {
  skip: !python && 'there is no python3',
}, async () => {
  const server = { command: 'python3', args: [join(ROOT, 'test/servers/python/sleeps.py'), '--once=1.7'] };
  const { findings } = await run(server, call(1, 1), '1s');
  assert.ok(findings.length > 0);
  for (const { rule, message } of findings) {
    assert.equal(rule, 'loop-blocked', message);
    assert.doesNotMatch(message, /None of its code/);
  }
});
