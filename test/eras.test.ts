/** What a fault comes to does not depend on the era that it is met in: each fixture in both, from one source. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { withHttp } from './harness/http-fixture.ts';
import { ROOT } from './harness/smoke.ts';
import { fixture, judge } from './harness/suite.ts';

const ERAS = { stateful: '2025-11-25', stateless: '2026-07-28' } as const;
const NO_PYTHON = spawnSync('python3', ['-c', 'import asyncio']).status === 0 ? false : 'there is no python3';
const FAULTY = { tool: 'faulty', args: { text: 'x' } };
const ECHO = { tool: 'echo', args: { text: 'x' } };

interface Row {
  readonly server: string;
  readonly args?: readonly string[];
  readonly steps?: readonly object[];
  /** Of the whole file; the limit of each call is 2 s. */
  readonly more?: object;
  /** Rules by step, each with its place where one is told. */
  readonly told: Readonly<Record<string, readonly string[]>>;
  readonly code?: number;
}

const named = (name: string, tool = 'faulty') => ({ ...FAULTY, tool, name });
const AGAIN = [FAULTY, named('again')];
const SLOW = { tool: 'slow', args: { text: 'x' }, timeout: '500ms' };
const LATE = '--ms=60000'; // The answer does not overtake the cancellation.

const node: readonly Row[] = [
  { server: 'first-call-hang.mjs', told: { faulty: ['first-call-hang'] } },
  { server: 'first-call-hang.mjs', args: ['--variant=blocks'], told: { faulty: ['first-call-hang'] } },
  { server: 'first-call-hang.mjs', args: ['--hint=none'], told: { faulty: ['hang-tool'] } },
  { server: 'first-call-hang.mjs', args: ['--hint=none'], steps: AGAIN, told: { faulty: ['first-call-hang'] } },
  { server: 'second-call-hang.mjs', steps: AGAIN, told: { again: ['second-call-hang'] } },
  { server: 'second-call-hang.mjs', args: ['--blocks'], steps: AGAIN, told: { again: ['second-call-hang'] } },
  { server: 'hang-tool.mjs', told: { faulty: ['hang-tool'] } },
  { server: 'hang-tool.mjs', args: ['--variant=list'], more: { connectTimeout: '4s' }, told: { list: ['list-hang'] } },
  {
    server: 'hangs-apart.mjs',
    steps: [named('left', 'left'), named('right', 'right')],
    told: { left: ['first-call-hang'], right: ['first-call-hang'] },
  },
  { server: 'loop-blocked.mjs', told: { faulty: ['loop-blocked loop-blocked.mjs:8 in call'] } },
  { server: 'stuck.mjs', told: { faulty: ['loop-blocked stuck.mjs:10 in spin'] } },
  { server: 'crash-on-call.mjs', told: { faulty: ['crash-on-call'] } },
  { server: 'crash-on-call.mjs', args: ['--variant=kill'], told: { faulty: ['crash-on-call'] } },
  {
    server: 'crash-on-call.mjs',
    args: ['--variant=throw'],
    told: { faulty: ['crash-on-call crash-on-call.mjs:8 in readNote'] },
  },
  { server: 'crash-idle.mjs', steps: [FAULTY], told: { close: ['crash-idle crash-idle.mjs:10 in throw'] } },
  {
    server: 'concurrent-crash.mjs',
    steps: [{ ...ECHO, repeat: { count: 2, concurrency: 2 } }],
    told: { echo: ['crash-on-call'] },
  },
  { server: 'zombie-session.mjs', told: { faulty: ['zombie-session'] } },
  { server: 'zombie-exit.mjs', told: { faulty: ['zombie-session server.py:12 in leave'] } },
  {
    server: 'exits-after-one.mjs',
    told: { list: ['exits-after-one'], faulty: ['crash-on-call'], echo: ['crash-on-call'] },
  },
  {
    server: 'cancel-crash.mjs',
    args: [LATE],
    steps: [SLOW, ECHO],
    told: { slow: ['cancel-crash cancel-crash.mjs:16 in die', 'hang-tool'] },
  },
  {
    server: 'cancel-crash.mjs',
    args: ['--variant=lazily', LATE],
    steps: [SLOW, ECHO],
    told: { slow: ['cancel-crash cancel-crash.mjs:16 in die', 'hang-tool'] },
  },
  { server: 'cancelled-escapes.mjs', told: { faulty: ['cancelled-escapes'] } },
  { server: 'cancelled-escapes.mjs', args: ['--ms=300'], told: { faulty: ['cancelled-escapes'] } },
  { server: 'cancelled-escapes.mjs', args: ['--lingers'], told: { faulty: ['cancelled-escapes'] } },
  { server: 'answer-cut-off.mjs', told: { faulty: ['answer-cut-off'] } },
  { server: 'answer-cut-off.mjs', args: ['--variant=line'], told: { faulty: ['answer-cut-off'] } },
  { server: 'answer-cut-off.mjs', args: ['--variant=blocks'], told: { faulty: ['answer-cut-off'] } },
  { server: 'answer-cut-off.mjs', args: ['--variant=closes'], told: { faulty: ['answer-cut-off'] } },
  { server: 'answer-cut-off.mjs', args: ['--variant=slow', '--pause=300'], told: {}, code: 0 },
  { server: 'id-mismatch.mjs', told: { faulty: ['id-mismatch'] } },
  { server: 'id-type.mjs', told: { faulty: ['id-type'] }, code: 0 },
  { server: 'multiline-json.mjs', told: { faulty: ['multiline-json'] } },
  { server: 'no-newline-flush.mjs', told: { faulty: ['no-newline-flush'] } },
  { server: 'stdout-noise-call.mjs', told: { faulty: ['stdout-noise-call'] } },
  { server: 'stdout-noise-boot.mjs', told: { connect: ['stdout-noise-boot'] } },
  {
    server: 'exit-before-init.mjs',
    told: { connect: ['exit-before-init exit-before-init.mjs:5 in openStore'] },
    code: 3,
  },
  { server: 'initialize-hang.mjs', more: { connectTimeout: '2s' }, told: { connect: ['initialize-hang'] }, code: 3 },
  { server: 'no-exit-on-eof.mjs', told: { close: ['no-exit-on-eof'] }, code: 0 },
  { server: 'no-exit-on-eof.mjs', args: ['--variant=stubborn'], told: { close: ['no-exit-on-eof'] }, code: 0 },
  { server: 'input-echoed.mjs', told: { connect: ['input-echoed'] } },
  { server: 'dirty-exit.mjs', told: { close: ['dirty-exit'] }, code: 0 },
  { server: 'orphan-children.mjs', told: { close: ['orphan-children'] }, code: 0 },
];

const python: readonly Row[] = [
  { server: 'sleeps.py', told: { faulty: ['loop-blocked sleeps.py:27 in faulty'] } },
  { server: 'sleeps.py', args: ['--thread'], told: { faulty: ['hang-tool sleeps.py:12 in pause'] } },
  { server: 'sleeps.py', args: ['--once'], steps: AGAIN, told: { faulty: ['first-call-hang'] } },
  { server: 'awaits.py', told: { faulty: ['hang-tool'] } },
  { server: 'self_deadlock.py', told: { faulty: ['self-deadlock self_deadlock.py:23 in wait_for'] } },
  {
    server: 'self_deadlock.py',
    args: ['--worker'],
    told: { faulty: ['loop-blocked self_deadlock.py:23 in wait_for'] },
  },
  { server: 'child_stdin.py', told: { faulty: ['child-stdin-inherit child_stdin.py:15 in run_child'] } },
  { server: 'import_deadlock.py', told: { faulty: ['import-deadlock import_deadlock.py:19 in faulty'] } },
  { server: 'reads_stdin.py', args: ['--variant=read'], told: { faulty: ['reads-stdin reads_stdin.py:20 in read'] } },
  {
    server: 'two_hangs.py',
    steps: [named('left', 'left'), named('right', 'right')],
    told: { left: ['hang-tool two_hangs.py:13 in left'], right: ['hang-tool two_hangs.py:17 in right'] },
  },
];

const http: readonly Row[] = [
  { server: 'http-era.mjs', told: { faulty: ['hang-tool'] } },
  { server: 'http-era.mjs', args: ['--sse'], told: { faulty: ['hang-tool'] } },
  { server: 'http-era.mjs', args: ['--blocks'], told: { faulty: ['loop-blocked'] } },
  { server: 'http-era.mjs', args: ['--healthy'], told: {}, code: 0 },
  { server: 'http.mjs', args: ['--variant=hang'], told: { faulty: ['hang-tool'] } },
  { server: 'http.mjs', args: ['--variant=sse-ended'], told: { faulty: ['sse-ended-no-response'] } },
  { server: 'http.mjs', args: ['--variant=sse-truncated'], told: { faulty: ['sse-truncated'] } },
  { server: 'http.mjs', args: ['--variant=sse-unterminated'], told: { faulty: ['sse-unterminated'] } },
  { server: 'http.mjs', args: ['--variant=short-half'], told: { faulty: ['sse-truncated'] } },
  { server: 'http.mjs', args: ['--variant=html-as-json'], told: { faulty: ['bad-content-type'] } },
  { server: 'http.mjs', args: ['--variant=status-503'], told: { faulty: ['http-status'] } },
  { server: 'http.mjs', args: ['--variant=body-limit'], told: { faulty: ['body-limit'] } },
  {
    server: 'http.mjs',
    args: ['--variant=hang', '--at=list'],
    more: { connectTimeout: '4s' },
    told: { list: ['list-hang'] },
  },
  { server: 'http-connections.mjs', args: ['--variant=hang'], told: { faulty: ['hang-tool'] } },
  { server: 'http-connections.mjs', args: ['--variant=hang', '--deaf'], told: { faulty: ['hang-tool'] } },
  {
    server: 'http-connections.mjs',
    args: ['--variant=dies'],
    told: { faulty: ['unreachable'], echo: ['unreachable'] },
    code: 3,
  },
  {
    server: 'http-connections.mjs',
    args: ['--variant=closes'],
    told: { faulty: ['unreachable'], echo: ['unreachable'] },
    code: 3,
  },
  { server: 'http-connections.mjs', args: ['--variant=reset'], told: { faulty: ['connection-lost'] } },
  { server: 'http-connections.mjs', args: ['--variant=reset-once'], told: { faulty: ['connection-lost'] } },
  { server: 'http-connections.mjs', args: ['--sequential', '--variant=hang'], told: { faulty: ['loop-blocked'] } },
];

describe('over stdio', { concurrency: 3 }, () => {
  for (const row of node) testBoth(row, (...args) => fixture(row.server, ...args));
});

describe('over stdio, in Python', { concurrency: 3, skip: NO_PYTHON }, () => {
  for (const row of python) testBoth(row, (...args) => ({ command: 'python3', args: [inPython(row), ...args] }));
});

describe('over HTTP', { concurrency: 3 }, () => {
  for (const row of http)
    test(titleOf(row), () =>
      inBothEras((era, protocol) =>
        withHttp(row.server, [...(row.args ?? []), era], ({ url }) => assertTold(row, { url }, protocol)),
      ),
    );
});

function titleOf({ server, args = [], steps = [] }: Row): string {
  return [server, ...args, ...steps.map((step) => JSON.stringify(step))].join(' ');
}

function inPython({ server }: Row): string {
  return join(ROOT, 'test/servers/python', server);
}

function testBoth(row: Row, server: (...args: string[]) => object): void {
  const both = () => inBothEras((era, protocol) => assertTold(row, server(...(row.args ?? []), era), protocol), asked);
  // All Node processes that are asked where they are want the same port.
  const asked = JSON.stringify(row.told).includes('loop-blocked ') && row.server.endsWith('.mjs');
  test(titleOf(row), () => (asked ? alone(both) : both()));
}

let turn: Promise<unknown> = Promise.resolve();

function alone(body: () => Promise<void>): Promise<void> {
  const mine = turn.then(body);
  turn = mine.catch(() => undefined);
  return mine;
}

async function inBothEras(judgeIn: (option: string, protocol: string) => Promise<void>, inTurn = false): Promise<void> {
  const each: Promise<void>[] = [];
  for (const [era, protocol] of Object.entries(ERAS)) {
    each.push(judgeIn(`--era=${era}`, protocol));
    if (inTurn) await each.at(-1);
  }
  for (const ended of await Promise.allSettled(each)) if (ended.status === 'rejected') throw ended.reason;
}

async function assertTold(row: Row, server: object, protocol: string): Promise<void> {
  const { steps = [FAULTY, ECHO], more } = row;
  const { report, code } = await judge({ server, protocol, timeout: '2s', coverage: 'off', steps, ...more });
  const { steps: done, server: spoken } = report.suites[0]!;
  const found = done.filter(({ findings }) => findings.length > 0);
  const told = Object.fromEntries(
    found.map(({ name, findings }) => [name, findings.map(({ rule, where = '' }) => `${rule} ${where}`.trim())]),
  );
  assert.deepEqual([told, code], [row.told, row.code ?? 1], protocol);
  if (code !== 3) assert.equal(spoken.protocol, protocol);
}
