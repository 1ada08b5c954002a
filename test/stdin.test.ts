/** Who ate our message? Tools and children that read from the stdin of the protocol. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './harness/smoke.ts';
import { judge } from './harness/suite.ts';

const SKIP = spawnSync('python3', ['-c', 'import asyncio']).status === 0 ? false : 'there is no python3';
const ECHO = { tool: 'echo', args: { text: 'x' } };

async function found(args: string[], timeout: string) {
  const script = join(ROOT, 'test/servers/python/reads_stdin.py');
  const server = { command: 'python3', args: [script, ...args], env: { PYTHONDONTWRITEBYTECODE: '1' } };
  const steps = [ECHO, { tool: 'faulty', args: { text: 'x' } }, { ...ECHO, name: 'later' }];
  const { report } = await judge({ server, timeout, connectTimeout: '60s', coverage: 'off', steps });
  return report.suites[0]!.steps.flatMap(({ name, findings }) => findings.map((one) => ({ name, ...one })));
}

interface Row {
  readonly args: string[];
  readonly rules: string[];
  readonly says: RegExp;
  readonly timeout?: string;
}

const rows: readonly Row[] = [
  { args: ['--variant=input'], rules: ['reads-stdin'], says: /The answer holds a message of ours/ },
  { args: ['--variant=silently'], rules: ['reads-stdin'], says: /was never answered, though a later one was/ },
  { args: ['--variant=child'], rules: ['reads-stdin'], says: /was never answered, though a later one was/ },
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
    const findings = await found(args, timeout);
    assert.deepEqual(
      findings.map(({ name, rule }) => `${name} ${rule}`),
      rules.map((rule) => `faulty ${rule}`),
    );
    assert.match(findings[0]?.message ?? '', says);
  });
}
