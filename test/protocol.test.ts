/** The protocol revision that is asked for, and the one that is spoken. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixture, judge } from './harness/suite.ts';

const ECHO = { tool: 'echo', args: { text: 'x' } };

interface How {
  /** Of the server. */
  readonly args?: readonly string[];
  /** In the file. */
  readonly more?: object;
  /** On the command line. */
  readonly options?: readonly string[];
}

function run(protocol: unknown, { args = [], more = {}, options = [] }: How = {}) {
  const server = fixture('protocol-not-spoken.mjs', ...args);
  return judge({ name: 'notes', server, coverage: 'off', steps: [ECHO], protocol, ...more }, options);
}

describe('the revision that a file pins', { concurrency: 2 }, () => {
  test('and the server does not speak cannot be tested with it; nothing runs in another one', async () => {
    const { report, findings, code } = await run('2024-11-05');
    const [suite] = report.suites;
    assert.equal(code, 3);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['protocol-not-spoken'],
    );
    assert.match(findings[0]!.message, /asked for .* 2024-11-05 and answered with 2025-11-25/);
    assert.deepEqual(
      suite!.steps.map(({ name, status }) => `${name} ${status}`),
      ['connect broken', 'echo skipped', 'close passed'],
    );
    const { requestedProtocol, protocol } = suite!.server;
    assert.deepEqual([requestedProtocol, protocol], ['2024-11-05', '2025-11-25']);
  });

  test('is spoken', async () => {
    const { report, findings, code } = await run('2024-11-05', { args: ['--healthy'] });
    assert.deepEqual([findings, code, report.suites[0]!.server.protocol], [[], 0, '2024-11-05']);
  });

  test('may be given up by the file: the script runs with what is spoken', async () => {
    const { findings, code, report } = await run('2024-11-05', {
      more: { rules: { 'protocol-not-spoken': 'warning' } },
    });
    assert.deepEqual([findings.map(({ level }) => level), code], [['warning'], 0]);
    assert.equal(report.suites[0]!.steps.find(({ name }) => name === 'echo')!.status, 'passed');
  });

  test('that does not exist is told by one rule', async () => {
    const { findings } = await run('2024-11-05', { args: ['--speaks=1999-01-01'] });
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['protocol-version-unknown'],
    );
  });
});

test('auto takes what the server offers', async () => {
  const { report, findings, code } = await run('auto', { args: ['--speaks=2024-11-05'] });
  const { requestedProtocol, protocol } = report.suites[0]!.server;
  assert.deepEqual([findings, code, requestedProtocol, protocol], [[], 0, '2025-11-25', '2024-11-05']);
});

test('what was asked stands in the report of a server that gave no answer, too', async () => {
  const { report } = await judge({
    server: { command: 'no-such-command-anywhere' },
    protocol: '2025-06-18',
    steps: [ECHO],
  });
  assert.deepEqual(report.suites[0]!.server, { transport: 'stdio', requestedProtocol: '2025-06-18' });
});

describe('a list', { concurrency: 2 }, () => {
  test('each row says its revision, on the terminal as well', async () => {
    const { report, stderr, code } = await run(['2024-11-05', '2025-11-25']);
    assert.equal(code, 3);
    assert.deepEqual(
      report.suites.map(({ name, server, steps }) => [name, server.requestedProtocol, steps[0]!.status]),
      [
        ['notes [2024-11-05]', '2024-11-05', 'broken'],
        ['notes [2025-11-25]', '2025-11-25', 'passed'],
      ],
    );
    assert.match(stderr, /^notes \[2024-11-05\]$/m);
    assert.match(stderr, /^ {2}BROKEN +notes \[2024-11-05\]/m);
  });

  test('asks for no revision twice: auto is the newest', async () => {
    const protocols = ['--protocol', 'auto,2026-07-28,2025-06-18'];
    const { report } = await run('2025-03-26', { args: ['--healthy'], options: protocols });
    assert.deepEqual(
      report.suites.map(({ server }) => server.requestedProtocol),
      ['2026-07-28', '2025-06-18'],
    );
  });
});

describe('a schema without $schema that is valid in draft-07 only', { concurrency: 2 }, () => {
  const server = fixture('schema-uncompilable.mjs', '--variant=tuple');
  const call = (pair: unknown) => ({ tool: 'faulty', args: { text: 'x', pair } });

  test('is judged as that before 2025-11-25', async () => {
    const steps = [call([1]), call(['x'])];
    const { findings } = await judge({ server, coverage: 'off', protocol: '2025-06-18', steps });
    assert.deepEqual(
      findings.map(({ rule, message }) => [rule, message]),
      [['args-invalid', 'args/pair/0 does not fit the inputSchema of faulty: must be number']],
    );
  });

  test('is none in 2020-12, which is the default since then', async () => {
    const { findings } = await judge({ server, coverage: 'off', protocol: '2025-11-25', steps: [call([1])] });
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['schema-uncompilable'],
    );
  });
});

describe('messages in an array', { concurrency: 2 }, () => {
  for (const [protocol, rules] of [
    ['2024-11-05', ['bad-envelope']],
    ['2025-03-26', []],
    ['2025-06-18', ['bad-envelope']],
  ] as const)
    test(`${rules.length === 0 ? 'are each taken' : 'are a fault'} in ${protocol}`, async () => {
      const expect = { text: 'x', notifications: [{ method: 'notifications/message', count: 1 }] };
      const steps = [{ ...ECHO, tool: 'faulty', expect }];
      const server = fixture('bad-envelope.mjs', '--variant=batch');
      const { findings } = await judge({ server, coverage: 'off', protocol, steps });
      assert.deepEqual(
        findings.map(({ rule }) => rule),
        rules,
      );
    });

  test('are a fault before there is a revision', async () => {
    const server = fixture('bad-envelope.mjs', '--at=initialize', '--variant=array');
    const { findings } = await judge({ server, coverage: 'off', protocol: '2025-03-26', steps: [ECHO] });
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['bad-envelope'],
    );
  });
});
