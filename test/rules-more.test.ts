/** Rules that one plain run can show: a server that breaks the rule, and its twin without any finding. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profiles } from '../src/checks/profiles.ts';
import { smoke } from './harness/smoke.ts';
import { fixture, judge } from './harness/suite.ts';

interface Row {
  readonly rule: string;
  readonly server: string;
  readonly args?: readonly string[];
  readonly level: 'error' | 'warning' | 'info';
  /** Findings of other rules that belong to the same fault. */
  readonly also?: readonly string[];
  /** Of the call of `faulty`; absent where no call is needed. */
  readonly call?: { readonly status?: 'ok' | 'error'; readonly args?: object };
  /** What the twin's call gives. */
  readonly twin?: 'ok' | 'error';
  readonly where?: string;
}

const quirk = (rule: string, level: Row['level'], where: string, args?: object): Row => ({
  rule,
  server: 'host-quirks.mjs',
  args: [`--variant=${rule}`],
  level,
  where,
  ...(args ? { call: { args } } : {}),
});

const errors = (rule: string, level: Row['level'], variant?: string): Row => ({
  rule,
  server: `${rule}.mjs`,
  level,
  call: { status: 'error' },
  twin: 'error',
  ...(variant ? { args: [`--variant=${variant}`] } : {}),
});

const rows: readonly Row[] = [
  quirk('root-combinator', 'warning', '/tools/0/inputSchema/anyOf'),
  quirk('name-charset', 'warning', '/tools/0/name'),
  quirk('name-length', 'warning', '/tools/0/name'),
  quirk('array-no-items', 'warning', '/tools/0/inputSchema/properties/tags'),
  quirk('object-no-properties', 'info', '/tools/0/inputSchema'),
  quirk('gemini-keywords', 'info', '/tools/0/inputSchema/properties/count/exclusiveMinimum'),
  quirk('type-array-union', 'info', '/tools/0/inputSchema/properties/count/type'),
  quirk('optional-list-anyof', 'info', '/tools/0/inputSchema/properties/tags/anyOf'),
  quirk('vendor-keys', 'warning', '/tools/0/strict'),
  quirk('prop-name-long', 'warning', '/tools/0/inputSchema/properties/$filter'),
  { rule: 'list-unstable', server: 'list-unstable.mjs', level: 'warning' },
  { rule: 'list-unstable', server: 'list-unstable.mjs', args: ['--variant=other'], level: 'warning' },
  { rule: 'cap-without-handler', server: 'cap-without-handler.mjs', level: 'error' },
  { rule: 'null-arrays', server: 'cap-without-handler.mjs', args: ['--variant=null'], level: 'error' },
  { rule: 'list-hang', server: 'cap-without-handler.mjs', args: ['--variant=silent'], level: 'error' },
  { rule: 'crash-on-call', server: 'cap-without-handler.mjs', args: ['--variant=exit'], level: 'error' },
  // Whoever asks it server/discover first sees the end of that process, too.
  { rule: 'exits-after-one', server: 'exits-after-one.mjs', level: 'error', also: ['discover-fatal'] },
  {
    rule: 'exits-after-one',
    server: 'exits-after-one.mjs',
    args: ['--ms=300'],
    level: 'error',
    also: ['discover-fatal'],
  },
  { rule: 'missing-env', server: 'missing-env.mjs', level: 'error' },
  errors('masked-error', 'info'),
  errors('empty-error', 'warning'),
  errors('empty-error', 'warning', 'nothing'),
  errors('empty-error', 'warning', 'rpc'),
  errors('empty-error', 'warning', 'object'),
  errors('empty-error', 'warning', 'json'),
  errors('traceback-leak', 'warning', 'node'),
  errors('traceback-leak', 'warning', 'python'),
  errors('traceback-leak', 'warning', 'rpc'),
  errors('nonstandard-code', 'info'),
  errors('nonstandard-code', 'info', 'reserved'),
  ...['text', 'json', 'success', 'traceback'].map(
    (variant): Row => ({ ...errors('error-as-success', 'warning', variant), call: { status: 'ok' } }),
  ),
  { rule: 'double-encoded', server: 'double-encoded.mjs', level: 'warning', call: {} },
  { rule: 'dup-payload', server: 'dup-payload.mjs', level: 'info', call: {} },
  ...['zod', 'python'].map(
    (variant): Row => ({
      rule: 'schema-silently-empty',
      server: 'schema-silently-empty.mjs',
      args: [`--variant=${variant}`],
      level: 'warning',
      call: { args: {}, status: 'error' },
      twin: 'error',
    }),
  ),
  { rule: 'zod-mismatch', server: 'zod-mismatch.mjs', level: 'error', call: {} },
  { rule: 'cancelled-escapes', server: 'cancelled-escapes.mjs', level: 'error', call: {} },
  { rule: 'progress-bad-token', server: 'progress-bad-token.mjs', level: 'error', call: {} },
];

function file({ server, args = [], call }: Row, status: 'ok' | 'error', more: readonly string[] = []): object {
  const step = { tool: 'faulty', args: call?.args ?? { text: 'x' }, sendInvalid: true, expect: { status } };
  const steps = call ? [step] : [];
  return { server: fixture(server, ...args, ...more), timeout: '2s', coverage: 'off', steps };
}

for (const row of rows) {
  const { rule, level, also = [], args = [] } = row;
  test([rule, ...args].join(' '), async () => {
    const broken = await judge(file(row, row.call?.status ?? 'ok'), ['--pass-if-empty']);
    const found = [...new Set(broken.findings.map((finding) => finding.rule))];
    assert.deepEqual(found.sort(), [rule, ...also].sort());
    const finding = broken.findings.find((one) => one.rule === rule)!;
    assert.equal(finding.level, level);
    if (row.where) assert.equal(finding.where, row.where);
    assert.notEqual(finding.hint, '');
  });
  test([rule, ...args, 'twin'].join(' '), async () => {
    const healthy = await judge(file(row, row.twin ?? 'ok', ['--healthy']), ['--pass-if-empty']);
    assert.deepEqual(healthy.findings, []);
    assert.equal(healthy.code, 0);
  });
}

test('a name that hosts refuse is told with what is wrong with it', async () => {
  const { findings } = await judge({ server: fixture('host-quirks.mjs', '--variant=prop-name-long'), steps: [] }, [
    '--pass-if-empty',
  ]);
  assert.match(findings[0]!.message, /: "\$filter" \(other characters\), "a{20,}.*" \(70 characters long\)\.$/);
});

test('what is wrong with the shape of an answer is to be mended by its method', async () => {
  const steps = [{ resource: 'notes://readme' }, { prompt: 'sum' }, { request: { method: 'odd/array' } }];
  const { findings } = await judge({ server: fixture('steps.mjs', '--variant=misshapen'), coverage: 'off', steps });
  assert.deepEqual(
    findings.map(({ rule, hint }) => [rule, hint.slice(0, 18)]),
    [
      ['content-shape', 'resources/read ret'],
      ['content-shape', 'prompts/get return'],
      ['content-shape', 'A result is an obj'],
    ],
  );
  const twin = await judge({ server: fixture('steps.mjs'), coverage: 'off', steps: steps.slice(0, 2) });
  assert.deepEqual([twin.findings, twin.code], [[], 0]);
});

test('a list that changes and says so is no fault', async () => {
  const { findings } = await judge({ server: fixture('list-unstable.mjs', '--variant=told'), steps: [] }, [
    '--pass-if-empty',
  ]);
  assert.deepEqual(
    findings.filter(({ rule }) => rule === 'list-unstable'),
    [],
  );
});

test('whoever asks for the text of an error may get one', async () => {
  const steps = [{ tool: 'echo', args: { text: 'Error: no such note' } }];
  const { findings } = await judge({ server: fixture('empty-success.mjs', '--healthy'), coverage: 'off', steps });
  assert.deepEqual(findings, []);
});

/** Levels of the findings by rule, with these `rules:`. */
async function levels(variant: string, rules: object): Promise<object> {
  const server = fixture('host-quirks.mjs', `--variant=${variant}`);
  const { findings } = await judge({ server, coverage: 'off', rules, steps: [] }, ['--pass-if-empty']);
  return Object.fromEntries(findings.map(({ rule, level }) => [rule, level]));
}

test('the profile of a host switches its rules off or sets their level', async () => {
  assert.deepEqual(await levels('root-combinator', { 'host-anthropic': 'off' }), {});
  assert.deepEqual(await levels('root-combinator', { 'host-anthropic': 'error' }), { 'root-combinator': 'error' });
  assert.deepEqual(await levels('root-combinator', { 'host-openai': 'off' }), { 'root-combinator': 'warning' });
  assert.deepEqual(await levels('gemini-keywords', { 'host-gemini': 'warning' }), { 'gemini-keywords': 'warning' });
});

test('a rule of several hosts is off only with all of them, and its own entry wins', async () => {
  const others = { 'host-openai': 'off', 'host-gemini': 'off' };
  assert.deepEqual(await levels('array-no-items', others), { 'array-no-items': 'warning' });
  assert.deepEqual(await levels('array-no-items', { ...others, 'host-vscode': 'off' }), {});
  assert.deepEqual(await levels('array-no-items', { 'host-openai': 'info' }), { 'array-no-items': 'warning' });
  assert.deepEqual(await levels('array-no-items', { 'host-openai': 'error' }), { 'array-no-items': 'error' });
  const own = { 'host-openai': 'error', 'array-no-items': 'info' };
  assert.deepEqual(await levels('array-no-items', own), { 'array-no-items': 'info' });
});

test('profiles are listed and explained', async () => {
  const listed = await smoke(['rules']);
  assert.match(listed.stdout, /^profile +host-vscode /m);
  const ids = listed.stdout.split('\n').map((line) => line.split(/ +/)[1]);
  for (const name of profiles.flatMap(({ rules }) => rules)) assert.ok(ids.includes(name), name);
  const explained = await smoke(['explain', 'host-cursor']);
  assert.match(explained.stdout, /^host-cursor \(profile\)\n[\s\S]*Rules: name-length, prop-name-long$/m);
  const rule = await smoke(['explain', 'array-no-items']);
  assert.match(rule.stdout, /^Profiles: host-openai, host-gemini, host-vscode$/m);
});

test('arguments that were not meant to fit, or not meant to be taken, show no drift', async () => {
  const step = { tool: 'faulty', args: { text: 'x' } };
  const steps = [
    { ...step, expect: { status: 'error' } },
    { ...step, sendInvalid: true },
  ];
  const { report } = await judge({ server: fixture('schema-drift.mjs'), steps, coverage: 'off' });
  const rules = report.suites[0]!.steps.map(({ findings }) => findings.map(({ rule }) => rule).join(' '));
  assert.deepEqual(
    rules.filter((rule) => rule !== ''),
    ['args-refused'],
  );
});

test('a string for an optional list is told only where one was sent', async () => {
  const rulesOf = async (...args: string[]) => {
    const step = { tool: 'faulty', args: { text: 'x', tags: '["a"]' }, sendInvalid: true };
    const { report } = await judge({ server: fixture('string-for-list.mjs', ...args), steps: [step], coverage: 'off' });
    const { findings } = report.suites[0]!.steps.find(({ kind }) => kind === 'call')!;
    return findings.map(({ rule, level }) => `${level} ${rule}`);
  };
  assert.deepEqual(await rulesOf(), ['error unexpected-status', 'warning optional-list-anyof']);
  assert.deepEqual(await rulesOf('--variant=data'), ['error unexpected-status']);
  assert.deepEqual(await rulesOf('--healthy'), []);
});

test('an argument that another function lacks says nothing of the schema', async () => {
  const steps = [{ tool: 'faulty', args: {}, expect: { status: 'error' } }];
  const server = fixture('schema-silently-empty.mjs', '--variant=helper');
  assert.deepEqual((await judge({ server, steps, coverage: 'off' })).findings, []);
});
