/** in-toto, SARIF and PDF: what they say, and what is said where they cannot be had. The official schemas are in the suites. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ReportRefused } from '../src/model.ts';
import { renderIntoto } from '../src/report/intoto.ts';
import { findChromium } from '../src/report/pdf/find.ts';
import { renderSarif } from '../src/report/sarif.ts';
import { finding, reportOf, step, suite } from './harness/reports.ts';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const environment = { mcpSmoke: '1.2.3', node: 'v22.0.0', platform: 'linux x64', commit: 'c'.repeat(40) };
const artifact = {
  kind: 'npm',
  path: 'dist/notes-1.2.0.tgz',
  name: 'notes',
  version: '1.2.0',
  sha256: 'a'.repeat(64),
} as const;
const steps = [
  step('fine', 'passed'),
  step('warned', 'passed', { findings: [finding('w', { level: 'warning' })] }),
  step('late', 'flaky'),
  step('wrong', 'failed', {
    at: 'smoke.yaml:14:7',
    findings: [finding('crash-on-call', { where: 'notes.mjs:73 in write', instead: 'It went away.' })],
  }),
  step('gone', 'broken', {
    findings: [finding('x', { where: 'src/a b.py:3' }), finding('y', { where: '/content/0' })],
  }),
  step('left', 'skipped'),
];
const one = suite(steps, { fileSha256: 'b'.repeat(64) });

test('in-toto: subject, configuration and the three lists', () => {
  const packed = { ...one, artifact };
  const { subject, predicate, predicateType, _type } = JSON.parse(renderIntoto(reportOf([packed])));
  assert.deepEqual(
    [_type, predicateType],
    ['https://in-toto.io/Statement/v1', 'https://in-toto.io/attestation/test-result/v0.1'],
  );
  assert.deepEqual(subject, [{ name: 'notes@1.2.0', digest: { sha256: artifact.sha256 } }]);
  assert.deepEqual(predicate, {
    result: 'FAILED',
    configuration: [{ name: 'smoke.yaml', digest: { sha256: 'b'.repeat(64) } }],
    passedTests: ['Notes: fine'],
    warnedTests: ['Notes: warned', 'Notes: late'],
    failedTests: ['Notes: wrong', 'Notes: gone'],
  });
});

test('in-toto: of a server that is no artifact, the commit; of neither, nothing', () => {
  const passed = suite([step('fine', 'passed'), step('late', 'flaky')]);
  const { subject, predicate } = JSON.parse(renderIntoto({ ...reportOf([passed]), environment }));
  assert.deepEqual(subject, [{ name: 'Notes', digest: { gitCommit: environment.commit } }]);
  assert.equal(predicate.result, 'WARNED');
  assert.throws(() => renderIntoto(reportOf([passed])), ReportRefused);
});

test('sarif: a result for each finding with a file and a line, at the place that can be found', () => {
  const { runs, version } = JSON.parse(renderSarif({ ...reportOf([one]), environment }));
  const [{ results, tool }] = runs;
  assert.deepEqual([version, tool.driver.version], ['2.1.0', '1.2.3']);
  const places = results.map(({ ruleId, level, locations, relatedLocations = [] }: Result) => [
    ...[ruleId, level, locations[0]!.physicalLocation.artifactLocation.uri],
    ...[locations[0]!.physicalLocation.region.startLine, relatedLocations.length],
  ]);
  assert.deepEqual(places, [
    ['crash-on-call', 'error', 'smoke.yaml', 14, 1],
    ['x', 'error', 'src/a%20b.py', 3, 0],
  ]);
  assert.match(results[0].message.text, /^wrong: It went away\.\ncrash-on-call happened/);
  assert.deepEqual(
    results.map(({ ruleIndex }: Result) => tool.driver.rules[ruleIndex].id),
    ['crash-on-call', 'x'],
  );
});

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    };
  }[];
  readonly relatedLocations?: readonly object[];
}

test('a Chromium is found by CHROME_PATH and on the PATH, and nothing is started for that', (t) => {
  const folder = new WorkFolder(t);
  assert.equal(findChromium({ PATH: folder.path, CHROME_PATH: process.execPath }), process.execPath);
  assert.equal(findChromium({ PATH: join(process.execPath, '..'), CHROME_PATH: 'node' }), process.execPath);
  assert.equal(findChromium({ PATH: folder.path, CHROME_PATH: join(folder.path, 'none') }), undefined);
});

test('where a report cannot be had, a clear word before the run', async (t) => {
  const folder = new WorkFolder(t);
  folder.write('smoke.yaml', { server: fixture('script.mjs'), steps: [{ tool: 'echo', args: { text: 'x' } }] });
  const env = { CHROME_PATH: join(folder.path, 'none') };
  const pdf = await folder.run(['run', '--report', 'pdf=out.pdf'], { env });
  assert.deepEqual([pdf.code, pdf.stdout], [2, '']);
  assert.match(pdf.stderr, /--report pdf=out\.pdf: a PDF is printed by Chromium, and none was found[\s\S]*CHROME_PATH/);
  const stdout = await folder.run(['run', '--report', 'pdf']);
  assert.match(stdout.stderr, /a PDF is no text: write --report pdf=PATH/);
  const statement = await folder.run(['run', '--report', 'intoto=a.json', '--report', 'junit=b.xml']);
  assert.deepEqual([statement.code, statement.stdout], [2, '']);
  assert.match(statement.stderr, /--report intoto=a\.json: there is nothing that it could vouch for/);
  assert.deepEqual([existsSync(join(folder.path, 'a.json')), existsSync(join(folder.path, 'b.xml'))], [false, false]);
});
