/** Rules of 2026-07-28: a server that breaks each, and its twin without any finding. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding } from '../src/model.ts';
import { withHttp } from './harness/http-fixture.ts';
import { fixture, judge } from './harness/suite.ts';

const FAULTY = { tool: 'faulty', args: { text: 'x' } };
const REFUSED = { ...FAULTY, expect: { status: 'rpc-error' } };

interface Row {
  readonly rule: string;
  readonly level?: Finding['level'];
  readonly step?: object;
  /** The steps that tell it; one where it is not said. */
  readonly times?: number;
  /** The exit code, where it is not the level's. */
  readonly code?: number;
  readonly says?: RegExp;
}

/** By the variant of the fixture. */
const ROWS: Readonly<Record<string, Row>> = {
  'no-type': { rule: 'result-type-missing', says: /result of server\/discover has no resultType/ },
  'no-type-in-call': { rule: 'result-type-missing', says: /result of tools\/call has no resultType/ },
  'no-ttl': { rule: 'cache-hints', times: 2, says: /server\/discover, ttlMs is missing/ },
  'ttl-text': { rule: 'cache-hints', times: 2, says: /ttlMs is "5000"/ },
  'ttl-negative': { rule: 'cache-hints', times: 2, says: /ttlMs is -1/ },
  'bad-scope': { rule: 'cache-hints', times: 2, says: /cacheScope is "shared"/ },
  'code-reserved': { rule: 'reserved-code', step: REFUSED, says: /-32050/ },
  'code-old': { rule: 'reserved-code', step: REFUSED, says: /-32002/ },
  'needs-capability': { rule: 'missing-client-cap', code: 2, says: /does not declare: elicitation/ },
  'no-capabilities': { rule: 'bad-discover-result', says: /capabilities is undefined|capabilities is missing/ },
  'capability-flag': { rule: 'bad-discover-result', says: /capabilities\.tools is a boolean, not an object/ },
  'mixed-scopes': { rule: 'cache-scope-mixed', says: /is "public", and that of page 2 of tools\/list is "private"/ },
  'scope-late': { rule: 'cache-hints' },
  'scope-lost': { rule: 'cache-hints' },
  'server-request': { rule: 'server-request', says: /elicitation\/create/ },
  'server-request-waits': { rule: 'server-request', step: { ...FAULTY, timeout: '2s' }, says: /roots\/list/ },
  'list-changed': { rule: 'unasked-notification', says: /tools\/list_changed/ },
  'list-changed-idle': { rule: 'unasked-notification', says: /tools\/list_changed/ },
  'list-changed-unknown': {
    rule: 'unasked-notification',
    step: { ...FAULTY, expect: { notifications: [{ method: 'notifications/tools/list_changed' }] } },
    says: /of no subscription of ours/,
  },
  log: { rule: 'unasked-log', says: /notifications\/message/ },
  'misfit-list': { rule: 'structured-mismatch', says: /outputSchema: \/1 must be integer/ },
  'misfit-text': { rule: 'structured-mismatch', says: /outputSchema: it must be object/ },
  'misfit-null': { rule: 'structured-mismatch', says: /outputSchema: it must be object/ },
  'header-space': { rule: 'param-header', says: /no header name/ },
  'header-empty': { rule: 'param-header', says: /no header name/ },
  'header-number': { rule: 'param-header', says: /not of the type/ },
  'header-object': { rule: 'param-header', says: /not of the type/ },
  'header-twice': { rule: 'param-header', says: /another parameter has, too/ },
  'header-items': { rule: 'param-header', says: /not reached/ },
  'header-rows': { rule: 'param-header', says: /not reached/ },
  'header-any': { rule: 'param-header', says: /not reached/ },
};

const file = (server: object, step: object = FAULTY) => ({
  server,
  coverage: 'off',
  timeout: '20s',
  steps: [step, { ...FAULTY, name: 'again', args: { text: 'y' }, skip: 'a second look' }],
});
const stdio = (...args: readonly string[]) => fixture('stateless.mjs', '--era=stateless', ...args);

describe('a fault is named', { concurrency: 2 }, () => {
  for (const [variant, { rule, level = 'error', step, times = 1, says, code: expectedCode }] of Object.entries(ROWS))
    test(variant, async () => {
      const { findings, code, stderr } = await judge(file(stdio(`--variant=${variant}`), step));
      const told = findings.filter((one) => one.level !== 'info').map((one) => [one.rule, one.level]);
      assert.deepEqual(told, Array(times).fill([rule, level]), JSON.stringify(findings) + stderr);
      assert.equal(code, expectedCode ?? (level === 'error' ? 1 : 0));
      if (says) assert.match(findings[0]!.message, says);
    });
});

describe('what looks like a fault and is none', { concurrency: 2 }, () => {
  const progress = { ...FAULTY, expect: { notifications: [{ method: 'notifications/progress' }] } };
  for (const [how, step] of [
    ['--healthy', FAULTY],
    ['--healthy', progress],
    ['--variant=code-own', REFUSED],
    ['--variant=code-legacy', REFUSED],
    ['--variant=scopes-private', FAULTY],
    ['--variant=header-name', FAULTY],
    ['--variant=pages', FAULTY],
    ['--variant=structured-list', { ...FAULTY, expect: { structured: { '$[0].a': 1 } } }],
    ['--variant=structured-text', { ...FAULTY, expect: { structured: { $: 'Bern' } } }],
    ['--variant=structured-null', { ...FAULTY, expect: { structured: { $: null } } }],
  ] as const)
    test(`${how} ${Object.keys(step)}`, async () => {
      const { findings, code } = await judge({ ...file(stdio(how), step), rules: { 'pagination-hidden': 'off' } });
      assert.deepEqual([findings, code], [[], 0]);
    });

  test('log messages that are asked for', async () => {
    const _meta = { 'io.modelcontextprotocol/logLevel': 'info' };
    const step = { request: { method: 'tools/call', params: { name: 'faulty', arguments: { text: 'x' }, _meta } } };
    const { findings, code } = await judge(file(stdio('--variant=log'), step));
    assert.deepEqual([findings, code], [[], 0]);
  });

  test('log messages of the request that asks for them, and of no other', async () => {
    const asking = { ...FAULTY, expect: { notifications: [{ method: 'notifications/message' }] } };
    const steps = [asking, { ...FAULTY, name: 'plain', args: { text: 'y' } }, { ...asking, name: 'again' }];
    const { report, code } = await judge({ ...file(stdio('--variant=log')), steps });
    const told = report.suites[0]!.steps.flatMap(({ name, findings }) =>
      findings.filter(({ level }) => level === 'error').map(({ rule }) => [name, rule]),
    );
    assert.deepEqual([told, code], [[['plain', 'unasked-log']], 1]);
  });

  test('a capability that is needed, and that the file has answers for', async () => {
    const answers = { elicitation: [{ action: 'decline' }] };
    const { findings, code } = await judge({ ...file(stdio('--variant=needs-capability')), answers });
    assert.deepEqual([findings, code], [[], 0]);
  });

  // What 2026-07-28 forbids is no fault in the revisions before it.
  for (const variant of [
    'server-request',
    'list-changed',
    'log',
    'header-number',
    'mixed-scopes',
    'no-ttl',
    'no-type',
    'code-old',
  ])
    test(`of the older era: ${variant}`, async () => {
      const step = variant === 'code-old' ? REFUSED : FAULTY;
      const { findings } = await judge(file(fixture('stateless.mjs', `--variant=${variant}`), step));
      const ids: readonly string[] = findings.map(({ rule }) => rule);
      assert.deepEqual(
        ids.filter((id) => id !== 'waits-on-user' && id !== 'pagination-hidden'),
        [],
      );
    });
});

test('of the older era: structured content that is no object', async () => {
  const { findings } = await judge(file(fixture('stateless.mjs', '--variant=structured-text')));
  const ids = findings.filter(({ level }) => level === 'error').map(({ rule }) => rule);
  assert.deepEqual(ids, ['one-bad-tool-poisons-list', 'outputschema-root', 'content-shape']);
});

test('over HTTP: a session id of a server that does not speak the revision is none of it', () =>
  withHttp('http-era.mjs', ['--era=stateful', '--echoes', '--variant=session'], async ({ url }) => {
    const { findings } = await judge({ ...file({ url }), protocol: '2026-07-28' });
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['protocol-not-spoken'],
    );
  }));

for (const [variant, rules] of [
  ['session', ['session-minted']],
  ['no-ttl', ['cache-hints', 'cache-hints']],
  // By its code alone, whatever the words.
  ['header-mismatch', ['header-mismatch']],
  ['none', []],
] as const)
  test(`over HTTP: ${variant}`, () =>
    withHttp('http-era.mjs', ['--era=stateless', '--echoes', `--variant=${variant}`], async ({ url }) => {
      const { findings } = await judge(file({ url }));
      assert.deepEqual(
        findings.map(({ rule }) => rule),
        rules,
      );
    }));

test('over HTTP: a session that the revision does not have is told once, without a word of initialize', () =>
  withHttp('http-era.mjs', ['--era=stateless', '--echoes', '--variant=session-wanted'], async ({ url }) => {
    const { findings } = await judge(file({ url }));
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['session-missing'],
    );
    assert.match(findings[0]!.message, /for want of a session \(HTTP status 400\), which 2026-07-28 does not have/);
    assert.match(findings[0]!.hint, /without a session/);
  }));
