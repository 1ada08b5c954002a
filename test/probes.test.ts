/** Every probe on a server that fails it, and all of them on the healthy twins. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PROBES } from '../src/model.ts';
import { smoke } from './harness/smoke.ts';
import { fixture, judge } from './harness/suite.ts';

/** Over HTTP, or in 2026-07-28, only. */
const NOT_HERE = ['stateless', 'http-guards', 'disconnect'];

/** Fixture and variant → the probe's step and the rules that it must find, no other. */
const BROKEN: readonly { server: string; args?: string; probe: string; rules: readonly string[] }[] = [
  { server: 'input-kills-server.mjs', args: '--variant=tool', probe: 'unknown-tool', rules: ['input-kills-server'] },
  { server: 'unknown-tool-shape.mjs', probe: 'unknown-tool', rules: ['unknown-tool-shape', 'unknown-method'] },
  { server: 'input-kills-server.mjs', args: '--variant=args', probe: 'bad-args', rules: ['input-kills-server'] },
  { server: 'input-kills-server.mjs', args: '--variant=garbage', probe: 'garbage', rules: ['input-kills-server'] },
  { server: 'cancel-crash.mjs', probe: 'cancel', rules: ['cancel-crash'] },
  { server: 'concurrent-crash.mjs', args: '--variant=crash', probe: 'concurrent-pair', rules: ['concurrent-crash'] },
  { server: 'concurrent-crash.mjs', args: '--variant=lost', probe: 'concurrent-pair', rules: ['stdout-redirect-race'] },
  { server: 'concurrent-crash.mjs', args: '--variant=swap', probe: 'concurrent-pair', rules: ['cross-talk'] },
  { server: 'concurrent-crash.mjs', args: '--variant=queue', probe: 'concurrent-pair', rules: ['serialised'] },
  { server: 'big-arg-lost.mjs', probe: 'big-arg', rules: ['big-arg-lost'] },
  { server: 'bom-or-codepage.mjs', args: '--variant=latin1', probe: 'unicode', rules: ['bom-or-codepage'] },
  { server: 'discover-fatal.mjs', args: '--variant=fatal', probe: 'discover', rules: ['discover-fatal'] },
  { server: 'discover-fatal.mjs', args: '--variant=silent', probe: 'discover', rules: ['discover-silent'] },
  { server: 'bad-args-accepted.mjs', probe: 'bad-args', rules: ['bad-args-accepted'] },
  { server: 'big-arg-lost.mjs', args: '--variant=refused', probe: 'big-arg', rules: ['big-arg-lost'] },
  { server: 'big-arg-lost.mjs', args: '--variant=garbled', probe: 'big-arg', rules: ['big-arg-lost'] },
];

async function run(server: string, args: readonly string[], probes: unknown) {
  const steps = [{ tool: server === 'cancel-crash.mjs' ? 'slow' : 'echo', args: { text: 'x' }, safe: true }];
  const { report, code } = await judge({
    server: fixture(server, ...args),
    timeout: '4s',
    coverage: 'off',
    probes,
    steps,
  });
  const found = report.suites[0]!.steps.filter(({ id }) => id.startsWith('probe-'));
  return {
    code,
    found: found.map(({ id, status, findings }) => ({ id, status, rules: findings.map(({ rule }) => rule) })),
  };
}

for (const { server, args, probe, rules } of BROKEN) {
  test(`probe ${probe} finds ${rules.join(', ')} (${server} ${args ?? ''})`, async () => {
    const { found } = await run(server, args ? [args] : [], [probe]);
    assert.deepEqual(
      found.map(({ id, rules }) => ({ id, rules: [...new Set(rules)] })),
      [{ id: `probe-${probe}`, rules }],
    );
  });
}

for (const server of new Set(BROKEN.map((row) => row.server))) {
  test(`all probes pass on the healthy twin of ${server}`, async () => {
    const { found, code } = await run(server, ['--healthy'], 'all');
    assert.deepEqual(
      found,
      PROBES.map((name) => ({
        id: `probe-${name}`,
        status: NOT_HERE.includes(name) ? 'skipped' : 'passed',
        rules: [],
      })),
    );
    assert.equal(code, 0);
  });
}

test('probe --probes takes names, and refuses others before anything starts', async () => {
  const server = fixture('input-kills-server.mjs', '--healthy');
  const ok = await smoke(['probe', '--probes', 'garbage,unicode', '--', server.command, ...server.args]);
  assert.match(ok.stdout, /OK +probe garbage[\s\S]*OK +probe unicode/);
  assert.equal(ok.code, 0);
  const refused = await smoke(['probe', '--probes', 'garbag', '--', server.command, ...server.args]);
  assert.deepEqual({ code: refused.code, stdout: refused.stdout }, { code: 2, stdout: '' });
  assert.match(refused.stderr, /garbag.*concurrent-pair/);
});

for (const [variant, rules] of [
  ['silent', ['discover-silent']],
  ['fatal', ['discover-fatal']],
  ['none', []],
] as const)
  test(`server/discover counts from when a slow starter is up: ${variant}`, async () => {
    const { found } = await run('discover-fatal.mjs', ['--slow', `--variant=${variant}`], ['discover']);
    assert.deepEqual(found, [{ id: 'probe-discover', status: 'passed', rules }]);
  });

for (const [variant, message] of [
  ['silent', /of 150000 characters, and no answer came, though it went on answering pings/],
  ['refused', /was refused with the error -32700: Parse error/],
  ['garbled', /its answer cannot be read \(no-newline-flush\)|no answer came/],
] as const)
  test(`big-arg says what the wire shows: ${variant}`, async () => {
    const server = fixture('big-arg-lost.mjs', `--variant=${variant}`);
    const { findings } = await judge({ server, timeout: '4s', coverage: 'off', probes: ['big-arg'], steps: [] }, [
      '--pass-if-empty',
    ]);
    assert.match(findings[0]!.message, message);
  });
