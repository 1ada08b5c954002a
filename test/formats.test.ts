/** ndjson, ctrf, tap, markdown and github: what they say, within which limits, whatever a server puts into them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { Report } from '../src/model.ts';
import { renderCtrf } from '../src/report/ctrf.ts';
import { formats } from '../src/report/formats.ts';
import { renderGithub } from '../src/report/github.ts';
import { renderMarkdown } from '../src/report/markdown.ts';
import { renderNdjson } from '../src/report/ndjson.ts';
import { renderTap } from '../src/report/tap.ts';
import { anyReport, finding, reportOf, step, suite } from './harness/reports.ts';

const mixed = reportOf([
  suite([
    step('connect', 'passed', { kind: 'connect', reason: 'notes 1.0.0' }),
    step('create', 'failed', {
      tool: 'create_note',
      at: 'smoke.yaml:14:7',
      findings: [finding('structured-mismatch', { evidence: '{"id": 4}', where: 'smoke.yaml:17:9' })],
    }),
    step('late', 'flaky', { reason: 'passed at attempt 2' }),
    step('gone', 'broken', { reason: 'the server has gone' }),
    step('export', 'skipped', { reason: 'ACME-123 # later' }),
  ]),
]);

test('ndjson: one JSON object a line, and together all of the report', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const lines = renderNdjson(report).trimEnd().split('\n');
      const events = lines.map((line) => JSON.parse(line));
      const steps = events.filter(({ type }) => type === 'step-end').map((event) => event.step);
      assert.deepEqual(steps, JSON.parse(JSON.stringify(report.suites.flatMap((one) => one.steps))));
      assert.equal(events.at(-1).type, 'run-end');
      assert.equal(events.at(-1).report.verdict, report.verdict);
    }),
  );
});

const ctrfSchema = JSON.parse(readFileSync(new URL('schemas/ctrf.schema.json', import.meta.url), 'utf8'));

test('ctrf fits the schema of the format', () => {
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(ctrfSchema);
  const fits = (report: Report) => assert.ok(validate(JSON.parse(renderCtrf(report))), JSON.stringify(validate.errors));
  fits(mixed);
  fc.assert(fc.property(anyReport, fits));
});

test('ctrf: failed, broken, flaky and skipped are told apart', () => {
  const { summary, tests } = JSON.parse(renderCtrf(mixed)).results;
  assert.deepEqual(
    tests.map(({ status, rawStatus }: { status: string; rawStatus: string }) => [status, rawStatus]),
    [
      ['passed', 'passed'],
      ['failed', 'failed'],
      ['passed', 'flaky'],
      ['other', 'broken'],
      ['skipped', 'skipped'],
    ],
  );
  assert.deepEqual([summary.passed, summary.failed, summary.other, summary.skipped, summary.flaky], [2, 1, 1, 1, 1]);
  assert.deepEqual(
    [tests[1].line, tests[1].filePath, tests[1].message],
    [14, 'smoke.yaml', 'structured-mismatch happened'],
  );
});

test('tap 14', () => {
  assert.equal(
    renderTap(mixed),
    `TAP version 14
# Subtest: Notes
    ok 1 - connect
    not ok 2 - create (create_note)
      ---
      message: "structured-mismatch happened"
      status: failed
      duration_ms: 4
      at: "smoke.yaml:14:7"
      findings:
        - rule: "structured-mismatch"
          level: "error"
          message: "structured-mismatch happened"
          hint: "mend structured-mismatch"
          evidence: "{\\"id\\": 4}"
          where: "smoke.yaml:17:9"
      ...
    ok 3 - late
      ---
      status: flaky
      duration_ms: 4
      ...
    not ok 4 - gone
      ---
      message: "the server has gone"
      status: broken
      duration_ms: 4
      ...
    ok 5 - export # SKIP ACME-123 \\# later
    1..5
not ok 1 - Notes
1..1
`,
  );
});

test('tap: every line of any report is of a known kind, so no text of a server becomes a test point', () => {
  const known =
    /^(TAP version 14|# Subtest: .*|(not )?ok \d+ - .*|1\.\.\d+|( {4})+((not )?ok \d+ - .*|1\.\.\d+)| {6}(---|\.\.\.|[a-z_]+: ?.*| {2}(- | {2})[a-z]+: ".*"))$/;
  fc.assert(
    fc.property(anyReport, (report) => {
      for (const line of renderTap(report).trimEnd().split('\n')) assert.match(line, known);
    }),
  );
});

test('github: one annotation a line, ten a level at most, none that a server wrote', () => {
  const line = /^::(error|warning) (file|line|col|title)=[^,:\n]*(,(line|col|title)=[^,:\n]*)*::[^\n]*$/;
  fc.assert(
    fc.property(anyReport, (report) => {
      const lines = renderGithub(report).split('\n').filter(Boolean);
      for (const one of lines) assert.match(one, line);
    }),
  );
  const many = Array.from({ length: 25 }, (_, index) =>
    step(`s${index}`, 'failed', {
      findings: [finding('a'), finding('b', { level: 'warning', message: 'x'.repeat(9_000) })],
    }),
  );
  const lines = renderGithub(reportOf([suite(many)]))
    .trimEnd()
    .split('\n');
  for (const level of ['error', 'warning']) {
    const own = lines.filter((one) => one.startsWith(`::${level} `));
    assert.equal(own.length, 10);
    assert.match(own.at(-1) ?? '', /title=and 16 more/);
  }
  assert.ok(lines.every((one) => one.length < 6_000));
  assert.match(
    renderGithub(mixed),
    /^::error file=smoke.yaml,line=17,col=9,title=FAIL create \(create_note\) \(Notes\)::/,
  );
});

test('markdown: within a step summary, and nothing of a server is markup', () => {
  const huge = Array.from({ length: 400 }, (_, index) =>
    step(`s${index}`, 'failed', {
      findings: [finding('a', { evidence: 'é'.repeat(1_400), message: 'm'.repeat(2_000) })],
    }),
  );
  const text = renderMarkdown(reportOf([suite(huge)]));
  assert.ok(Buffer.byteLength(text) <= 1024 * 1024);
  assert.match(text, /… and [\d,]+ more parts?; the other reports have them all/);
  const evil =
    '</details><script>alert(1)</script> ![x](http://evil) [y](javascript:1) @everyone `` ``` | a\n# b\n```\n<b>';
  const shown = renderMarkdown(
    reportOf([suite([step(evil, 'failed', { findings: [finding('a', { message: evil, evidence: evil })] })])]),
  );
  const outside = shown.replace(/^( *)(`{3,})text\n[\s\S]*?\n\1\2$/gm, '');
  assert.doesNotMatch(outside, /<script|<b>|[^\\]\[x\]|@everyone|http:\/\/evil/);
  assert.equal(outside.match(/<\/details>/g)?.length, outside.match(/<details>/g)?.length);
});

test('every format renders any report', () => {
  fc.assert(
    fc.property(anyReport, fc.constantFrom(...Object.keys(formats)), (report, name) => {
      const { render } = formats[name as keyof typeof formats];
      const known = {
        ...report,
        environment: { mcpSmoke: '1', node: 'v20', platform: 'linux', commit: 'a'.repeat(40) },
      };
      assert.equal(typeof render(known, {}), 'string');
      assert.doesNotMatch(render(known, {}).replaceAll('\n', ''), /[\p{Cc}\p{Cs}]/u);
    }),
    { numRuns: 300 },
  );
});
