import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { UsageError } from '../src/model.ts';
import { formats } from '../src/report/formats.ts';
import { renderJson } from '../src/report/json.ts';
import { renderJunit } from '../src/report/junit.ts';
import { parseReportOption, parseReportOptions } from '../src/report/option.ts';
import { exitCode, judge, summarise } from '../src/report/verdict.ts';
import { checkWritable, ReportWriteError, writeReport } from '../src/report/write.ts';
import { anyReport, finding, reportOf, step, suite } from './harness/reports.ts';

const full = reportOf([
  suite(
    [
      step('connect', 'passed', { kind: 'connect', durationMs: 182, reason: 'notes 1.0.0' }),
      step('list', 'passed', { kind: 'list', findings: [finding('tool-untested', { level: 'warning' })] }),
      step('create', 'failed', {
        tool: 'create_note',
        at: 'smoke.yaml:14:7',
        durationMs: 1_244,
        findings: [
          finding('structured-mismatch', { evidence: 'received: {"id": 4}', where: 'smoke.yaml:17:9' }),
          finding('other'),
        ],
      }),
      step('late', 'flaky', { reason: 'passed at attempt 2 of 3' }),
      step('gone', 'broken', { reason: 'the server has gone' }),
      step('export', 'skipped', { durationMs: 0, reason: 'ACME-123 & more' }),
      step('twin', 'passed', { id: 'twin-1' }),
      step('twin', 'passed', { id: 'twin-2' }),
    ],
    {
      server: { name: 'notes', version: '1.0.0', protocol: '2025-11-25', transport: 'stdio' },
      tools: [
        { name: 'create_note', tested: true, ms: 4 },
        { name: 'drop', tested: false },
      ],
      stderrTail: 'boot\n<warn>\n',
    },
  ),
]);

test('junit, as GitLab, Jenkins and GitHub read it', () => {
  assert.equal(
    renderJunit(full),
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="mcp-smoke" tests="8" failures="1" errors="1" skipped="1" time="0.412">
<testsuite name="Notes" tests="8" failures="1" errors="1" skipped="1" time="1.446" timestamp="2026-11-20T08:09:10" file="smoke.yaml">
<properties>
<property name="server.name" value="notes"/>
<property name="server.version" value="1.0.0"/>
<property name="server.protocol" value="2025-11-25"/>
<property name="server.transport" value="stdio"/>
</properties>
<testcase classname="Notes" name="connect" time="0.182" file="smoke.yaml"/>
<testcase classname="Notes" name="list" time="0.004" file="smoke.yaml">
<system-out>warning tool-untested: tool-untested happened
fix: mend tool-untested</system-out>
</testcase>
<testcase classname="Notes" name="create (create_note)" time="1.244" file="smoke.yaml" line="14">
<failure type="structured-mismatch" message="structured-mismatch happened">structured-mismatch happened

error structured-mismatch
received: {"id": 4}
where: smoke.yaml:17:9
fix: mend structured-mismatch

error other: other happened
fix: mend other</failure>
</testcase>
<testcase classname="Notes" name="late" time="0.004" file="smoke.yaml">
<properties>
<property name="flaky" value="true"/>
</properties>
<system-out>flaky: passed at attempt 2 of 3</system-out>
</testcase>
<testcase classname="Notes" name="gone" time="0.004" file="smoke.yaml">
<error type="broken" message="the server has gone">the server has gone</error>
</testcase>
<testcase classname="Notes" name="export" time="0.000" file="smoke.yaml">
<skipped message="ACME-123 &amp; more"/>
</testcase>
<testcase classname="Notes" name="twin [twin-1]" time="0.004" file="smoke.yaml"/>
<testcase classname="Notes" name="twin [twin-2]" time="0.004" file="smoke.yaml"/>
<system-err>boot
&lt;warn&gt;
</system-err>
</testsuite>
</testsuites>
`,
  );
});

test('pretty without context is the terminal text without frames and commands', () => {
  assert.equal(
    formats.pretty.render(full),
    `Notes
stdio

  OK     connect  notes 1.0.0                                           182 ms
  OK     list                                                             4 ms
         warning tool-untested: tool-untested happened
           fix       mend tool-untested
  FAIL   create (create_note)                                            1.2 s

         error structured-mismatch: structured-mismatch happened
           received  {"id": 4}
           where     smoke.yaml:17:9
           fix       mend structured-mismatch
         error other: other happened
           fix       mend other
           step      smoke.yaml:14:7

  FLAKY  late     passed at attempt 2 of 3                                4 ms
  BROKEN gone     the server has gone                                     4 ms

  SKIP   export   ACME-123 & more
  OK     twin                                                             4 ms
  OK     twin                                                             4 ms

4 passed, 1 failed, 1 broken, 1 flaky, 1 skipped, 1 warning in 412 ms
Something could not be tested, see BROKEN above (exit code 3).
Smoke test FAILED.
`,
  );
});

const validator = readFile('schema/report.schema.json', 'utf8').then((text) => {
  const ajv = new Ajv2020({ allErrors: true, strict: true });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(text));
});

test('json is the report, fits its schema, and shows a terminal nothing but plain characters', async () => {
  const validate = await validator;
  fc.assert(
    fc.property(anyReport, (report) => {
      const json = renderJson(report);
      assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(report)));
      assert.ok(validate(JSON.parse(json)), JSON.stringify(validate.errors));
      assert.doesNotMatch(json.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Cs}]|##\w{0,20}\[/u);
    }),
  );
  assert.ok(validate(JSON.parse(renderJson(full))), JSON.stringify(validate.errors));
});

test('the schema refuses what the contract does not name', async () => {
  const validate = await validator;
  const report = JSON.parse(renderJson(full));
  const wrong = [
    { ...report, extra: 1 },
    { ...report, schema: 'mcp-smoke/report@2' },
    { ...report, verdict: 'flaky' },
    { ...report, totals: { ...report.totals, passed: -1 } },
    { ...report, suites: [{ ...report.suites[0], steps: [{ ...report.suites[0].steps[0], note: '' }] }] },
    { ...report, suites: [{ ...report.suites[0], server: {} }] },
  ];
  for (const value of wrong) assert.equal(validate(value), false);
});

/** Strict about what a parser would refuse: characters, entities, quotes, nesting, one root. */
function assertWellFormed(xml: string): void {
  assert.doesNotMatch(xml, /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  const open: string[] = [];
  const body = xml.replace(/^<\?xml [^?]*\?>\n/, '');
  const token = /<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  while (token.lastIndex < body.length) {
    const at = token.lastIndex;
    const match = token.exec(body);
    assert.ok(match, `no token at ${body.slice(at, at + 80)}`);
    const [, closes, name = '', attributes = '', isEmpty, text = ''] = match;
    assert.doesNotMatch(attributes + text, /&(?!(amp|lt|gt|quot|#10);)|\]\]>/);
    if (closes) assert.equal(open.pop(), name);
    else if (name !== '' && !isEmpty) open.push(name);
  }
  assert.deepEqual(open, []);
}

test('junit is well-formed for any input', () => {
  fc.assert(fc.property(anyReport, (report) => assertWellFormed(renderJunit(report))));
});

test('python3 parses junit of hostile reports and finds every test case', (t) => {
  if (spawnSync('python3', ['--version']).status !== 0) return t.skip('python3 is not there');
  const reports = fc.sample(anyReport, 100);
  const script = `import json, sys, xml.etree.ElementTree as tree
print(json.dumps([len(tree.fromstring(x.encode()).findall('.//testcase')) for x in json.load(sys.stdin)]))`;
  const { stdout, stderr } = spawnSync('python3', ['-c', script], {
    input: JSON.stringify(reports.map((report) => renderJunit(report))),
    encoding: 'utf8',
  });
  assert.equal(stderr, '');
  assert.deepEqual(
    JSON.parse(stdout),
    reports.map((report) => report.totals.steps),
  );
});

test('pretty renders any report and stays printable', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const text = formats.pretty.render(report);
      assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Cs}]/u);
      assert.match(text, /\nSmoke test (OK|FAILED)\.\n$/);
      for (const line of text.split('\n')) assert.doesNotMatch(line, /^\s*::|##\w{0,20}\[/);
    }),
  );
});

const argsInvalid = step('call', 'broken', { findings: [{ ...finding('args-invalid'), about: 'file' }] });
const connected = step('connect', 'passed', { kind: 'connect' });
type Facts = Parameters<typeof exitCode>[0];
const CODES: [string, number, Omit<Facts, 'hasRun'> & Partial<Facts>][] = [
  ['all passed', 0, { suites: [suite([connected, step('a', 'passed')])], passIfEmpty: false }],
  ['flaky and skipped', 0, { suites: [suite([step('a', 'flaky'), step('b', 'skipped')])], passIfEmpty: false }],
  [
    'warnings',
    0,
    { suites: [suite([step('a', 'passed', { findings: [finding('w', { level: 'warning' })] })])], passIfEmpty: false },
  ],
  ['a failed step', 1, { suites: [suite([connected, step('a', 'failed')])], passIfEmpty: false }],
  ['a failed list and no call', 1, { suites: [suite([step('list', 'failed', { kind: 'list' })])], passIfEmpty: false }],
  [
    'arguments that do not fit',
    2,
    { suites: [suite([argsInvalid, step('a', 'failed'), step('b', 'broken')])], passIfEmpty: false },
  ],
  [
    'broken before failed',
    3,
    { suites: [suite([step('a', 'failed')]), suite([step('c', 'broken', { kind: 'connect' })])], passIfEmpty: false },
  ],
  ['nothing scripted', 4, { hasRun: false, suites: [suite([connected])], passIfEmpty: false }],
  ['all skipped', 4, { hasRun: false, suites: [suite([connected, step('a', 'skipped')])], passIfEmpty: false }],
  ['no suite', 4, { hasRun: false, suites: [], passIfEmpty: false }],
  ['all skipped, allowed', 0, { hasRun: false, suites: [suite([connected, step('a', 'skipped')])], passIfEmpty: true }],
  ['probe', 0, { hasRun: false, suites: [suite([connected])], passIfEmpty: false, probe: true }],
  ['probe of nothing', 4, { hasRun: false, suites: [suite([step('a', 'skipped')])], passIfEmpty: false, probe: true }],
  ['a secret found', 5, { suites: [suite([argsInvalid])], passIfEmpty: false, secretFound: true }],
  ['our fault', 70, { suites: [], passIfEmpty: false, secretFound: true, internalError: true }],
  ['Ctrl-C', 130, { suites: [], passIfEmpty: false, internalError: true, signal: 'SIGINT' }],
  ['SIGTERM', 143, { suites: [suite([step('a', 'failed')])], passIfEmpty: false, signal: 'SIGTERM' }],
];
for (const [name, code, row] of CODES) {
  const facts = { hasRun: true, ...row };
  test(`exit code: ${name} is ${code}`, () => {
    assert.equal(exitCode(facts), code);
    assert.equal(judge(facts).verdict === 'passed', code === 0);
    assert.equal(judge(facts).verdict === 'failed', code === 1);
  });
}

test('totals count steps by status and findings by level', () => {
  const { totals, verdict } = summarise(full.suites);
  assert.deepEqual(totals, { steps: 8, passed: 4, failed: 1, flaky: 1, broken: 1, skipped: 1, errors: 2, warnings: 1 });
  assert.equal(verdict, 'broken');
});

test('--report values', () => {
  assert.deepEqual(parseReportOption('junit=out.xml'), { format: 'junit', path: 'out.xml' });
  assert.deepEqual(parseReportOption('json'), { format: 'json', path: '-' });
  assert.deepEqual(parseReportOption('json=a=b.json'), { format: 'json', path: 'a=b.json' });
  for (const value of ['xml=x', 'jun=x', '', '=x', '__proto__', 'toString=x']) {
    assert.throws(() => parseReportOption(value), /does not know the format ".*"; it knows|did you mean/);
  }
  assert.throws(
    () => parseReportOption('jun=x'),
    /did you mean junit\?; it knows pretty\[=PATH\], json\[=PATH\], .*junit\[=PATH\]/,
  );
  assert.throws(() => parseReportOption('json='), UsageError);
  assert.throws(() => parseReportOptions(['json', 'junit=-']), /two reports cannot both go to stdout/);
  assert.throws(() => parseReportOptions(['json=out', 'junit=./out']), /cannot both go to/);
  assert.equal(parseReportOptions(['json=a', 'junit=b', 'pretty']).length, 3);
});

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-'));
});
after(() => rm(folder, { recursive: true, force: true }));

test('a report is written whole, folders and all, and nothing is left beside it', async () => {
  const path = join(folder, 'deep/er/out.json');
  await writeReport(path, 'one');
  await writeReport(path, 'two');
  assert.equal(await readFile(path, 'utf8'), 'two');
  assert.deepEqual(await readdir(join(folder, 'deep/er')), ['out.json']);
});

test('a link stays a link, and a device is written to, not replaced', async () => {
  await writeFile(join(folder, 'real.json'), 'old');
  await symlink('real.json', join(folder, 'link.json'));
  await writeReport(join(folder, 'link.json'), 'new');
  assert.equal(await readFile(join(folder, 'real.json'), 'utf8'), 'new');
  await writeReport('/dev/null', 'gone');
  assert.equal(await readFile('/dev/null', 'utf8'), '');
});

test('what cannot be written is told before the run, and as a typed error after it', async () => {
  await writeFile(join(folder, 'file'), '');
  await mkdir(join(folder, 'folder'));
  const under = join(folder, 'file/out.json');
  assert.throws(
    () => checkWritable(under),
    (error: Error) => error instanceof UsageError && /file, not a folder/.test(error.message),
  );
  assert.throws(() => checkWritable(join(folder, 'folder')), /it is a folder; name a file in it/);
  await assert.rejects(
    writeReport(under, 'x'),
    (error: Error) => error instanceof ReportWriteError && error.path === under,
  );
  await assert.rejects(writeReport(join(folder, 'folder'), 'x'), ReportWriteError);
  assert.deepEqual(await readdir(join(folder, 'folder')), []);
  checkWritable(join(folder, 'new/out.json'));
  checkWritable('-');
});
