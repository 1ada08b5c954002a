/** `docs/sample-report.html` is what the bundled examples give: UPDATE_GOLDEN=1 writes it anew. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { rerunCommand } from '../src/cli/rerun.ts';
import { renderHtml } from '../src/report/html.ts';
import { refs, steady } from './harness/sample.ts';
import { ROOT, smoke } from './harness/smoke.ts';

const PAGE = join(ROOT, 'docs/sample-report.html');
const COVER = [
  ...['--title', 'Notes server 1.0, acceptance', '--for', 'Contoso AG', '--by', 'Acme Ltd'],
  ...['--logo', 'test/logos/acme.svg', '--scope', 'Staging, build 4711; and a build with five known faults'],
];
const FILES = ['smoke.example.yaml', 'examples/broken.smoke.yaml'];

test('the sample report is fresh', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-sample-'));
  try {
    const json = join(folder, 'run.json');
    const { code, stderr } = await smoke(['run', ...FILES, ...COVER, '--report', `json=${json}`]);
    assert.equal(code, 1, stderr);
    const report = steady(
      JSON.parse(readFileSync(json, 'utf8')),
      `mcp-smoke run ${FILES.join(' ')} --report html=report.html`,
    );
    const html = renderHtml(report, { suites: refs(report), rerun: rerunCommand });
    if (process.env['UPDATE_GOLDEN']) writeFileSync(PAGE, html);
    // Not a difference of 130 kB.
    assert.ok(html === readFileSync(PAGE, 'utf8'), 'UPDATE_GOLDEN=1 node --import tsx --test test/sample.test.ts');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
