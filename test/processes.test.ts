/** Nothing that we start outlives us, however we end. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { leftAfterAWhile, processesWith } from './harness/processes.ts';
import { smoke } from './harness/smoke.ts';
import { fixture, judge } from './harness/suite.ts';

const isLinux = process.platform === 'linux';
const skip = isLinux ? false : 'needs /proc to see who is left';
const HANGS = { tool: 'faulty', args: { text: 'x' }, timeout: '60s' };
let folder: string;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-processes-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a smoke file whose server carries a mark in its command line; resolves when nobody with the mark is left. */
async function run(
  mark: string,
  file: { server: ReturnType<typeof fixture>; steps?: object[] },
  during?: (child: ChildProcess, mark: string) => void,
) {
  const server = { ...file.server, args: [...file.server.args, mark] };
  writeFileSync(join(folder, `${mark}.yaml`), stringify({ ...file, server }));
  const ran = await smoke(['run', `${mark}.yaml`, '--report', `json=${mark}.json`], {
    cwd: folder,
    during: (child) => during?.(child as ChildProcess, mark),
  });
  return { ...ran, left: await leftAfterAWhile(mark) };
}

/** Sends the signal once the server is up. */
function signalWhenUp(signal: NodeJS.Signals, again?: NodeJS.Signals) {
  return async (child: ChildProcess, mark: string) => {
    while (processesWith(mark).length === 0) await sleep(20);
    await sleep(500);
    child.kill(signal);
    if (again) await sleep(300).then(() => child.kill(again));
  };
}

const noSteps: object[] = [];
const endings: Record<
  string,
  {
    server: ReturnType<typeof fixture>;
    steps: object[];
    connectTimeout?: string;
    exit: number | null;
    during?: ReturnType<typeof signalWhenUp>;
  }
> = {
  'an orderly end': {
    server: fixture('no-exit-on-eof.mjs', '--healthy'),
    steps: [{ tool: 'echo', args: { text: 'x' } }],
    exit: 0,
  },
  'children left in the group': {
    server: fixture('orphan-children.mjs'),
    steps: [{ tool: 'echo', args: { text: 'x' } }],
    exit: 0,
  },
  'children that left the group': {
    server: fixture('orphan-children.mjs', '--variant=detached'),
    steps: [{ tool: 'echo', args: { text: 'x' } }],
    exit: 0,
  },
  'a call that times out': { server: fixture('hang-tool.mjs'), steps: [{ ...HANGS, timeout: '500ms' }], exit: 1 },
  'a handshake that times out': {
    server: fixture('initialize-hang.mjs'),
    steps: noSteps,
    connectTimeout: '2s',
    exit: 3,
  },
  'Ctrl-C': { server: fixture('hang-tool.mjs'), steps: [HANGS], exit: 130, during: signalWhenUp('SIGINT') },
  SIGTERM: { server: fixture('hang-tool.mjs'), steps: [HANGS], exit: 143, during: signalWhenUp('SIGTERM') },
  'SIGKILL of ours': { server: fixture('hang-tool.mjs'), steps: [HANGS], exit: null, during: signalWhenUp('SIGKILL') },
  'SIGKILL of ours while the server ignores SIGTERM': {
    server: fixture('no-exit-on-eof.mjs', '--variant=stubborn'),
    steps: [HANGS],
    exit: null,
    during: signalWhenUp('SIGTERM', 'SIGKILL'),
  },
};

for (const [index, [name, { exit, during, ...file }]] of Object.entries(endings).entries()) {
  test(`nobody is left after ${name}`, { skip }, async () => {
    const ran = await run(`mark-${process.pid}-${index}`, file, during);
    assert.deepEqual({ left: ran.left, code: ran.code }, { left: [], code: exit }, ran.stdout + ran.stderr);
  });
}

for (const [args, rules] of [
  [['--variant=detached'], ['no-exit-on-eof', 'orphan-children']],
  // The signal that ends the server ends its group: one fault.
  [['--variant=group'], ['no-exit-on-eof']],
  [['--healthy'], ['no-exit-on-eof']],
] as const)
  test(`a server that lives on, and what it leaves: ${args.join(' ')}`, async () => {
    const server = fixture('orphan-children.mjs', '--stays', ...args);
    const { findings } = await judge({ server, coverage: 'off', steps: [] }, ['--pass-if-empty']);
    assert.deepEqual(findings.map(({ rule }) => rule).sort(), [...rules]);
  });
