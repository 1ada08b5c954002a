/** The probes `stateless` and `fresh-list`: a server that fails each, and those that pass. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withHttp } from './harness/http-fixture.ts';
import { fixture, judge } from './harness/suite.ts';

async function run(server: object, probe: string) {
  const { report, code } = await judge({ server, coverage: 'off', probes: [probe] }, ['--pass-if-empty']);
  const step = report.suites[0]!.steps.find(({ id }) => id === `probe-${probe}`)!;
  return { code, step, rules: step.findings.map(({ rule }) => rule), says: step.findings[0]?.message ?? '' };
}

const stdio = (variant: string) => fixture('stateless.mjs', '--era=stateless', variant);

describe('stateless over stdio', { concurrency: 2 }, () => {
  for (const [variant, rule, says] of [
    ['meta-ignored', 'meta-not-required', /without clientCapabilities in _meta was answered with a result\./],
    ['meta-code', 'meta-not-required', /the error -32600 instead of -32602\./],
    ['version-ignored', 'version-not-refused', /1900-01-01 was answered with a result\./],
    ['version-code', 'version-not-refused', /the error -32602 instead of -32022\./],
    ['version-bare', 'version-not-refused', /-32022 without data\.supported and data\.requested\./],
    ['version-null', 'version-not-refused', /-32022 without data\.supported and data\.requested\./],
  ] as const)
    test(variant, async () => {
      const { rules, says: said, code } = await run(stdio(`--variant=${variant}`), 'stateless');
      assert.deepEqual([rules, code], [[rule], 1]);
      assert.match(said, says);
    });

  test('a server that dies of a request that it must refuse', async () => {
    const { rules } = await run(stdio('--variant=meta-kills'), 'stateless');
    assert.deepEqual(rules, ['input-kills-server']);
  });

  for (const era of ['stateless', 'both'])
    test(`passes: ${era}`, async () => {
      const { rules, step } = await run(fixture('stateless.mjs', `--era=${era}`, '--healthy'), 'stateless');
      assert.deepEqual([rules, step.status], [[], 'passed']);
    });

  test('is skipped where the older era is spoken', async () => {
    const { step } = await run(fixture('stateless.mjs', '--healthy'), 'stateless');
    assert.deepEqual([step.status, step.reason], ['skipped', 'only for servers that are spoken to in 2026-07-28']);
  });
});

for (const [variant, rules, says] of [
  ['headers-ignored', ['headers-not-checked'], /without the header Mcp-Method was answered with a result/],
  ['headers-code', ['headers-not-checked'], /the error -32600 instead of -32020/],
  ['other-method', ['headers-not-checked'], /names another method was answered with a result/],
  [
    'other-version',
    ['headers-not-checked'],
    /MCP-Protocol-Version is not the revision of its body was answered with a result/,
  ],
  ['gets', ['get-not-405'], /GET with the HTTP status 200, and DELETE with the HTTP status 200/],
  [
    'status',
    ['meta-not-required', 'version-not-refused', 'headers-not-checked', 'unknown-method-status'],
    /the HTTP status 200 instead of 400/,
  ],
  ['none', [], /^$/],
] as const)
  test(`stateless over HTTP: ${variant}`, () =>
    withHttp('http-era.mjs', ['--era=stateless', `--variant=${variant}`], async ({ url }) => {
      const judged = await run({ url }, 'stateless');
      assert.deepEqual(judged.rules, rules);
      assert.match(judged.says, says);
    }));

test('stateless over HTTP: who serves the older era as well may take GET', () =>
  withHttp('http-era.mjs', ['--era=both', '--variant=gets'], async ({ url }) => {
    const { rules, step } = await run({ url }, 'stateless');
    assert.deepEqual([rules, step.status], [[], 'passed']);
  }));

describe('fresh-list', { concurrency: 2 }, () => {
  for (const [args, rule, says] of [
    [['--era=stateless', '--variant=order'], 'fresh-list-differs', /the same tools in another order/],
    [['--era=stateless', '--variant=more'], 'fresh-list-differs', /other tools/],
    [['--era=stateless', '--variant=other'], 'fresh-list-differs', /describes the tool "echo" differently/],
    [['--variant=other'], 'fresh-list-differs', /describes the tool "echo" differently/],
    [['--era=stateless', '--variant=first'], 'list-not-first', /as the first request: the error -32600 came/],
  ] as const)
    test(args.join(' '), async () => {
      const { rules, says: said } = await run(fixture('fresh-list.mjs', ...args), 'fresh-list');
      assert.deepEqual(rules, [rule]);
      assert.match(said, says);
    });

  for (const era of ['stateful', 'stateless', 'both'])
    test(`passes: ${era}`, async () => {
      const { rules, step } = await run(fixture('fresh-list.mjs', `--era=${era}`, '--healthy'), 'fresh-list');
      assert.deepEqual([rules, step.status], [[], 'passed']);
    });
});
