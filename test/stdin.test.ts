/** Who ate our message? Tools and children that read from the stdin of the protocol. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { stdinReaders } from '../src/stacks/stdin-readers.ts';
import { ROOT } from './harness/smoke.ts';
import { fixture, judge } from './harness/suite.ts';

const SKIP = spawnSync('python3', ['-c', 'import asyncio']).status === 0 ? false : 'there is no python3';
const ORPHAN = 'close orphan-children';
const ECHO = { tool: 'echo', args: { text: 'x' } };

function python(file: string, ...args: string[]) {
  const script = join(ROOT, 'test/servers/python', file);
  return { command: 'python3', args: [script, ...args], env: { PYTHONDONTWRITEBYTECODE: '1' } };
}

async function found(server: object, timeout: string) {
  const steps = [ECHO, { tool: 'faulty', args: { text: 'x' } }, { ...ECHO, name: 'later' }];
  const { report } = await judge({ server, timeout, connectTimeout: '60s', coverage: 'off', steps });
  return report.suites[0]!.steps.flatMap(({ name, findings }) => findings.map((one) => ({ name, ...one })));
}

interface Row {
  readonly args: string[];
  /** One of them is told, and nothing else. */
  readonly rules: string[];
  readonly says: RegExp;
  readonly timeout?: string;
}

const rows: readonly Row[] = [
  { args: ['--variant=input'], rules: ['reads-stdin'], says: /The answer holds a message of ours/ },
  { args: ['--variant=silently'], rules: ['reads-stdin'], says: /was never answered, though a later one was/ },
  // Which of the two readers gets a line is chance: where the server gets them all, the call hangs in sight of its child.
  {
    args: ['--variant=child'],
    rules: ['reads-stdin', 'child-stdin-inherit'],
    says: /was never answered, though a later one was|It waits for its child process|has started "sh -c read line"/,
  },
  {
    args: ['--variant=awaits'],
    rules: ['child-stdin-inherit'],
    says: /It waits for its child process "cat"/,
    timeout: '5s',
  },
  { args: ['--variant=idle-child'], rules: ['hang-tool'], says: /went on answering our pings/, timeout: '5s' },
  { args: ['--healthy'], rules: [], says: /^$/ },
];

for (const { args, rules, says, timeout = '30s' } of rows) {
  test(args.join(' '), { skip: SKIP }, async () => {
    const mayBe = rules.length === 0 ? [''] : rules.map((rule) => `faulty ${rule}`);
    const findings = await found(python('reads_stdin.py', ...args), timeout);
    const told = findings.map(({ name, rule }) => `${name} ${rule}`).join();
    assert.ok(mayBe.includes(told), told);
    assert.match(findings[0]?.message ?? '', says);
  });
}

/** The tool waits for ever, at the line of `where`; a child that outlives the server is told as well. */
const WAITS: readonly [string, object, string, RegExp, string?][] = [
  ...['read', 'lines', 'inputs', 'passwords'].flatMap((name) =>
    [[], ['--thread']].map((more): [string, object, string, RegExp] => {
      const server = python('reads_stdin.py', `--variant=${name}`, ...more);
      return [[name, ...more].join(' '), server, 'reads-stdin', new RegExp(`^reads_stdin\\.py:\\d+ in ${name}$`)];
    }),
  ),
  ['system', python('reads_stdin.py', '--variant=system'), 'child-stdin-inherit', /^reads_stdin\.py:\d+ in system$/],
  [
    'system --thread',
    python('reads_stdin.py', '--variant=system', '--thread'),
    'child-stdin-inherit',
    /^reads_stdin\.py:\d+ in system$/,
  ],
  ['a server that has read the call, and reads on', python('own_loop.py'), 'hang-tool', /^$/],
  [
    'a thread of a server that reads on',
    python('own_loop.py', '--thread'),
    'hang-tool',
    /^own_loop\.py:\d+ in faulty$/,
  ],
  ['a server that reads no more', python('own_loop.py', '--deaf'), 'loop-blocked', /^own_loop\.py:\d+ in result_of$/],
  ['a child that is slow', python('child_stdin.py', '--devnull'), 'loop-blocked', /^child_stdin\.py:\d+ in run_child$/],
  [
    'a child that has our stdin, and is at work',
    python('child_stdin.py', '--sleeps'),
    'loop-blocked',
    /^child_stdin\.py:\d+ in run_child$/,
  ],
  ['a child that was forked off the loop', python('forks.py'), 'hang-tool', /^$/],
  ['Node: a shell', fixture('stuck.mjs', '--variant=shell'), 'child-stdin-inherit', /^$/],
  ['Node: a child that is awaited', fixture('stuck.mjs', '--variant=awaits-reader'), 'child-stdin-inherit', /^$/],
  ['Node: a child with a loop', fixture('stuck.mjs', '--variant=awaits-loop'), 'child-stdin-inherit', /^$/],
  [
    'Node: a child whose loop does not read',
    fixture('stuck.mjs', '--variant=awaits-other-loop'),
    'hang-tool',
    /^$/,
    ORPHAN,
  ],
  ['Node: a child that does not read', fixture('stuck.mjs', '--variant=awaits-idle'), 'hang-tool', /^$/, ORPHAN],
  ['Node: the server is a child itself', fixture('stuck.mjs', '--variant=awaits', '--wrapped'), 'hang-tool', /^$/],
  [
    'Python: the server is a child itself',
    python('wrapped.py', 'reads_stdin.py', '--variant=idle-child'),
    'hang-tool',
    /^$/,
  ],
];

for (const [name, server, rule, where, ...left] of WAITS) {
  test(`a tool that waits for ever: ${name}`, { skip: SKIP }, async () => {
    const findings = await found(server, '5s');
    assert.deepEqual(
      findings.map((one) => `${one.name} ${one.rule}`),
      [`faulty ${rule}`, ...left],
    );
    assert.match(findings[0]?.where ?? '', where);
  });
}

test('a server that reads on is not said to wait for input', { skip: SKIP }, async () => {
  const [finding] = await found(python('own_loop.py'), '5s');
  assert.match(finding?.message ?? '', /The server is back where it reads its next message \(own_loop\.py:\d+\)\.$/);
});

for (const [args, told] of [
  ['--headers', 'initialize-hang: own_loop.py:34'],
  ['--asks', 'reads-stdin: own_loop.py:36'],
] as const)
  test(`a server that reads on at its start: ${args}`, { skip: SKIP }, async () => {
    const server = python('own_loop.py', args);
    const { findings } = await judge({ server, connectTimeout: '5s', coverage: 'off', steps: [ECHO] });
    assert.deepEqual(
      findings.map(({ rule, where }) => `${rule}: ${where}`),
      [told],
    );
  });

/** Where the system shows who waits for our requests, chance has no say. */
const SHOWS = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);

for (const [name, server, command] of [
  ['reads', fixture('stuck.mjs', '--variant=awaits-reader'), '"cat"'],
  ['polls', fixture('stuck.mjs', '--variant=awaits-loop'), '-e process.stdin.resume()"'],
] as const) {
  test(`a child that ${name} is seen`, { skip: SKIP || !SHOWS }, async () => {
    const [finding] = await found(server, '1s');
    const evidence = finding?.evidence ?? '';
    assert.ok(evidence.startsWith('The server has started "') && evidence.includes(command), evidence);
  });
}

test('who reads is told from the server by the time of its birth, or not at all', { skip: !SHOWS }, async () => {
  const { pid, stdin } = spawn('/bin/sh', ['-c', 'cat; true'], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  try {
    const told = (latest: number, answeredAtMs: number) => {
      const { early, late } = stdinReaders({ pid: pid!, runId: 'none', bornBetween: [0, latest] }, answeredAtMs);
      return [early, late].map((readers) => readers.map(({ command }) => command).join());
    };
    while (told(0, 60_000).join('') === '') await sleep(10);
    assert.deepEqual(told(0, 60_000), ['cat', '']);
    assert.deepEqual(told(0, -1000), ['', 'cat']);
    assert.deepEqual(told(60_000, 30_000), ['', '']);
  } finally {
    stdin.end();
  }
});
