/** Probes of servers over HTTP: what they must refuse, and what they must survive. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture, judge } from './harness/suite.ts';

/** Variant of the fixture → the probe, and the rule that it must find, no other. */
const BROKEN: readonly { variant: string; probe: string; rule: string }[] = [
  { variant: 'session', probe: 'http-guards', rule: 'session-unknown-status' },
  { variant: 'proto', probe: 'http-guards', rule: 'proto-header' },
  { variant: 'host', probe: 'http-guards', rule: 'no-host-guard' },
  { variant: 'disconnect', probe: 'disconnect', rule: 'disconnect-crash' },
  { variant: 'body', probe: 'big-arg', rule: 'body-limit' },
];

async function run(arg: string, probes: readonly string[], more: object = {}) {
  const { command, args } = fixture('http-guards.mjs', arg, '--port=${port}');
  const start = { command, args, ready: { tcp: '127.0.0.1:${port}', timeout: '60s' } };
  const { report, findings, code } = await judge({
    server: { url: 'http://127.0.0.1:${port}/mcp', start },
    coverage: 'off',
    probes,
    ...more,
  });
  const found = report.suites[0]!.steps.filter(({ id }) => id.startsWith('probe-'));
  return {
    code,
    report,
    findings,
    found: found.map(({ id, status, findings }) => ({ id, status, rules: findings.map(({ rule }) => rule) })),
  };
}

for (const { variant, probe, rule } of BROKEN) {
  test(`probe ${probe} finds ${rule}`, async () => {
    const { found, findings, code } = await run(`--variant=${variant}`, [probe]);
    assert.deepEqual(found, [{ id: `probe-${probe}`, status: 'passed', rules: [rule] }]);
    assert.deepEqual([findings.map((finding) => finding.rule), code], [[rule], 0], 'and told once');
  });
}

test('an app that a probe has ended is there again for what follows', async () => {
  const teardown = [{ tool: 'slow', args: { text: 'x' }, expect: { text: 'x' } }];
  const { report, found, code } = await run('--variant=disconnect', ['disconnect', 'unknown-tool'], { teardown });
  assert.deepEqual(
    found.map(({ rules }) => rules),
    [['disconnect-crash'], []],
  );
  assert.deepEqual([report.suites[0]!.steps.at(-2)!.status, code], ['passed', 0]);
});

test('all probes pass on the guarded twin', async () => {
  const names = [
    'unknown-tool',
    'bad-args',
    'garbage',
    'cancel',
    'concurrent-pair',
    'big-arg',
    'unicode',
    'discover',
    'http-guards',
    'disconnect',
  ];
  const { found, code } = await run('--healthy', names);
  assert.deepEqual(
    found,
    names.map((name) => ({ id: `probe-${name}`, status: 'passed', rules: [] })),
  );
  assert.equal(code, 0);
});

test('server/discover is unanswered over HTTP where nothing comes, and answered where it is refused', async () => {
  for (const [variant, rules] of [
    ['silent', ['discover-silent']],
    ['session', []],
  ] as const) {
    const { found } = await run(`--variant=${variant}`, ['discover'], { protocol: '2025-11-25' });
    assert.deepEqual(found, [{ id: 'probe-discover', status: 'passed', rules }]);
  }
});
