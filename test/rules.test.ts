/**
 * Every rule against a real server that breaks it, through the real binary: what a step finds at level warning or error
 * must be exactly what its row says, and the healthy twin of each fixture has no finding at all.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { stringify } from 'yaml';
import { allRules } from '../src/checks/registry.ts';
import type { Level, Report, StepResult, SuiteReport } from '../src/model.ts';
import { ROOT, smoke } from './harness/smoke.ts';
import { fixture, type Judged, judge } from './harness/suite.ts';
import { dataRows } from './rules/data-rows.ts';
import { broken, type Expected, error } from './rules/expected.ts';
import { wireRows } from './rules/wire-rows.ts';

/** Beyond any time that a verdict may take, and far below the time limit that it must not wait for. */
const AT_ONCE_MS = 90_000;
const LIMITS = { timeout: '180s', connectTimeout: '180s' };
const rows = Object.entries({ ...wireRows, ...dataRows });

/** Rules without a row here, by the test that shows them. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  'http.test.ts': ['unreachable'],
  'http-rules.test.ts': [
    ...['host-rejected', 'origin-rejected', 'redirect-slash', 'redirect-301-get', 'redirect-away', 'not-acceptable'],
    ...['bad-content-type', 'body-limit', 'proto-header', 'session-missing', 'session-lost', 'task-group'],
    ...['stateless-reuse', 'notification-not-202', 'get-405', 'http-status', 'wrong-transport'],
    ...['sse-ended-no-response', 'sse-truncated', 'sse-unterminated', 'sse-buffered'],
    ...['sse-data', 'sse-event-name', 'body-short', 'answer-on-get', 'sse-endpoint', 'answer-in-post'],
    ...['needs-auth', 'auth-on-200', 'auth-no-metadata', 'auth-prm-404', 'auth-resource-mismatch', 'auth-no-dcr'],
  ],
  'http-connections.test.ts': ['connection-lost'],
  'custom-rules.test.ts': ['custom-rule-failed'],
  'app.test.ts': ['not-ready', 'http-no-answer'],
  'crash-idle.test.ts': ['crash-idle'],
  'protocol.test.ts': ['protocol-not-spoken'],
  'dialects.test.ts': ['discover-fatal', 'discover-silent', 'input-required', 'result-type-unknown'],
  'stateless-rules.test.ts': [
    ...[
      'result-type-missing',
      'cache-hints',
      'reserved-code',
      'bad-discover-result',
      'session-minted',
      'cache-scope-mixed',
    ],
    ...['server-request', 'unasked-notification', 'unasked-log', 'param-header', 'missing-client-cap'],
  ],
  'protocol-newer.test.ts': ['protocol-newer-only'],
  'hangs.test.ts': ['first-call-hang', 'second-call-hang', 'cancel-crash'],
  'stdin.test.ts': ['reads-stdin'],
  'lists.test.ts': ['list-change-untold'],
  'places.test.ts': ['handler-panicked'],
  'official.test.ts': ['official-client'],
  'secrets.test.ts': ['secret-echoed'],
  'ci.test.ts': ['secret-missing', 'smoke-file'],
  'artifact.test.ts': [
    ...['package-not-installable', 'package-not-configured', 'package-bin', 'package-file-missing'],
    ...[
      'package-dependency-missing',
      'package-no-shebang',
      'package-not-executable',
      'package-runtime',
      'package-no-docker',
    ],
  ],
  'contract.test.ts': [
    ...['contract-tool-removed', 'contract-argument-required', 'contract-input-narrowed', 'contract-output-widened'],
    ...['contract-annotation-changed', 'contract-capability-removed', 'contract-template-removed', 'contract-version'],
    ...['contract-resource-removed', 'contract-prompt-removed', 'contract-prompt-argument-required'],
    ...['contract-property-removed', 'contract-undecided', 'contract-description-changed', 'contract-added'],
  ],
  'answers.test.ts': ['question-unanswered', 'answer-invalid', 'elicit-schema'],
  'script.test.ts': ['expectation', 'args-invalid', 'capture-missing'],
  'rules-more.test.ts': [
    ...['root-combinator', 'name-charset', 'name-length', 'array-no-items', 'object-no-properties', 'gemini-keywords'],
    ...['type-array-union', 'optional-list-anyof', 'vendor-keys', 'prop-name-long'],
    ...['list-unstable', 'cap-without-handler', 'exits-after-one', 'progress-bad-token', 'cancelled-escapes'],
    ...['masked-error', 'empty-error', 'error-as-success', 'traceback-leak', 'nonstandard-code'],
    ...['double-encoded', 'dup-payload', 'schema-silently-empty'],
  ],
  'rules/result-rows.ts': ['bytes-result'],
  'selection.test.ts': ['tool-untested', 'tool-excluded', 'destructive-not-allowed'],
};

const steps = (text = 'hello') => [
  { tool: 'echo', args: { text } },
  { tool: 'faulty', args: { text } },
  { name: 'again', tool: 'echo', args: { text: 'hello' } },
];

describe('a fault is named', { concurrency: 3 }, () => {
  for (const [line, expected] of rows) {
    test(line, async () => {
      const [name, ...args] = line.split(' ');
      const server = fixture(`${name}.mjs`, ...args);
      assertExpected(await judge(fileFor(server, expected)), expected);
    });
  }

  test('spawn-enoent', async () => {
    const expected = broken('spawn-enoent');
    assertExpected(await judge(fileFor({ command: 'no-such-command-anywhere' }, expected)), expected);
  });

  test('stdin-not-attached', async () => {
    const { command, args } = fixture('clean-exit-no-run.mjs', '--healthy');
    const docker = { command: join(ROOT, 'test/servers/docker'), args: ['run', command, ...args] };
    const expected = broken('stdin-not-attached', { says: /without -i/ });
    assertExpected(await judge(fileFor(docker, expected)), expected);
    const attached = { ...docker, args: ['run', '-i', command, ...args] };
    assertExpected(await judge(fileFor(attached, {})), {});
  });

  test('unexpected-status and tool-missing', async () => {
    const server = fixture('asks-roots.mjs');
    const script = [{ tool: 'echo', args: { text: 'hello' }, expect: { status: 'error' } }, { tool: 'nobody' }];
    const expected = error('echo', 'unexpected-status', error('nobody', 'tool-missing'));
    assertExpected(await judge({ ...fileFor(server, {}), steps: script }), expected);
  });
});

function fileFor(server: object, { text, file }: Expected): object {
  return { server, ...LIMITS, coverage: 'off', steps: steps(text), ...file };
}

function assertExpected({ report, code, stderr }: Judged, expected: Expected): void {
  const [suite] = report.suites as [SuiteReport];
  const { errors = {}, warnings = {}, notes = {}, behind, says } = expected;
  const exit = expected.exit ?? (Object.keys(errors).length > 0 ? 1 : 0);
  const warned = rulesAt(suite, 'warning');
  if (behind) assert.deepEqual([...new Set(Object.values(warned))], [behind], told(suite));
  const seen = { errors: rulesAt(suite, 'error'), warnings: behind ? {} : warned, code };
  assert.deepEqual(seen, { errors: sorted(errors), warnings: sorted(warnings), code: exit }, `${told(suite)}${stderr}`);
  const info = rulesAt(suite, 'info');
  for (const [step, rule] of Object.entries(notes)) assert.ok(info[step]?.split(' ').includes(rule), told(suite));
  assert.deepEqual(statuses(suite), statusesFor(suite, errors, exit), told(suite));
  const findings = suite.steps.flatMap((step) => step.findings);
  for (const { message, hint } of findings) assert.ok(message.length > 10 && hint.length > 10, told(suite));
  if (says) assert.match(JSON.stringify(findings[0]), says);
  for (const { durationMs, name } of suite.steps) assert.ok(durationMs < AT_ONCE_MS, `${name} took ${durationMs} ms`);
}

/** By step, the ids in alphabetical order; each once. */
function rulesAt(suite: SuiteReport, level: Level): Record<string, string> {
  const found = suite.steps.map(({ name, findings }): [string, string] => {
    const ids = findings.filter((finding) => finding.level === level).map(({ rule }) => rule);
    return [name, [...new Set(ids)].sort().join(' ')];
  });
  return Object.fromEntries(found.filter(([, ids]) => ids !== ''));
}

function sorted(byStep: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(byStep).map(([step, ids]) => [step, ids.split(' ').sort().join(' ')]));
}

function statuses({ steps }: SuiteReport): Record<string, string> {
  return Object.fromEntries(steps.map(({ name, status }) => [name, status]));
}

/** A step fails by its errors alone; a server that cannot be connected to breaks one step, and the script is skipped. */
function statusesFor(suite: SuiteReport, errors: Readonly<Record<string, string>>, exit: number) {
  const expect = ({ name, kind }: StepResult) => {
    if (exit === 3 && name === 'connect') return 'broken';
    if (exit === 3 && kind === 'call') return 'skipped';
    return errors[name] ? 'failed' : 'passed';
  };
  return Object.fromEntries(suite.steps.map((step) => [step.name, expect(step)]));
}

function told({ steps }: SuiteReport): string {
  return `${steps.map(({ name, status, findings }) => `${name} ${status} ${JSON.stringify(findings)}`).join('\n')}\n`;
}

describe('a healthy server has no finding', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-healthy-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const names = [...new Set(rows.map(([line]) => line.split(' ')[0]!))].filter((name) => name !== 'huge-list');

  test('of any level, in one run of all twins', async () => {
    for (const name of names) {
      const file = fileFor(fixture(`${name}.mjs`, '--healthy'), { text: 'zażółć ✓ 日本' });
      writeFileSync(join(folder, `${name}.smoke.yaml`), stringify({ name, ...file }));
    }
    const ran = await smoke(['run', '.', '--jobs', '3', '--report', 'json'], { cwd: folder });
    const { suites } = JSON.parse(ran.stdout) as Report;
    assert.deepEqual(suites.map(({ name }) => name).sort(), [...names].sort());
    const found = suites.map((suite) => [suite.name, suite.steps.flatMap(({ findings }) => findings)]);
    assert.deepEqual(
      found.filter(([, findings]) => findings!.length > 0),
      [],
    );
    assert.ok(suites.every((suite) => suite.steps.every(({ status }) => status === 'passed')));
    assert.equal(ran.code, 0);
  });
});

test('every rule that a plain run can show has a row here, or the test that is named', () => {
  const ids = rows.flatMap(([, { errors, warnings, notes, behind = '' }]) => [
    ...[errors, warnings, notes].flatMap((byStep) => Object.values(byStep ?? {})),
    behind,
  ]);
  const shown = new Set([...ids.join(' ').split(' '), 'spawn-enoent', 'stdin-not-attached']);
  const without = allRules()
    .map(({ id }) => id)
    .filter((id) => !shown.has(id));
  assert.deepEqual(without.sort(), Object.values(ELSEWHERE).flat().sort());
  for (const [file, rules] of Object.entries(ELSEWHERE)) {
    const source = readFileSync(join(ROOT, 'test', file), 'utf8');
    for (const rule of rules) assert.ok(source.includes(rule), `${file} does not name ${rule}`);
  }
});

test('every fixture has a row here, or is named in another test', () => {
  const used = new Set(rows.map(([line]) => line.split(' ')[0]));
  const sources = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/^rules(?:\.test\.ts$|\/)/.test(name))
    .map((name) => readFileSync(join(ROOT, 'test', name), 'utf8'))
    .join('\n');
  const parts = ['serve', 'protocol', 'era', 'http-faults', 'stateless-faults'];
  const unused = fixtures().filter((name) => !used.has(name) && !parts.includes(name) && !sources.includes(name));
  assert.deepEqual(unused, []);
  assert.deepEqual(
    [...used].filter((name) => !fixtures().includes(name!)),
    [],
  );
});

function fixtures(): string[] {
  return readdirSync(join(ROOT, 'test/servers'))
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => name.slice(0, -'.mjs'.length));
}
