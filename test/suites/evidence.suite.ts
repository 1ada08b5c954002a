/** Evidence as others read it: SARIF by its schema and by Microsoft's validator, in-toto by the project's own bindings. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { Report } from '../../src/model.ts';
import { renderIntoto } from '../../src/report/intoto.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { orSkip } from '../harness/install.ts';
import { npmPackage } from '../harness/npm-package.ts';
import { anyReport } from '../harness/reports.ts';
import { ROOT, smoke } from '../harness/smoke.ts';
import { venv } from '../harness/venv.ts';

const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-evidence-'));
after(() => rmSync(folder, { recursive: true }));

const json = join(folder, 'run.json');
const { code, stderr } = await smoke([
  ...['run', 'smoke.example.yaml', 'examples/broken.smoke.yaml'],
  ...['--report', `json=${json}`, '--report', `sarif=${join(folder, 'run.sarif')}`],
]);
assert.equal(code, 1, stderr);
const report = JSON.parse(readFileSync(json, 'utf8')) as Report;
const environment = { ...report.environment!, commit: 'c'.repeat(40) };

test('SARIF fits its schema, whatever a server says', async (t) => {
  const found = await orSkip(t, () => npmPackage('@microsoft/jest-sarif', '1.0.0-beta.0'));
  if (!found) return;
  const schemas = join(found, 'lib/schemas');
  const [name] = readdirSync(schemas).filter((entry) => entry.endsWith('.json'));
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(join(schemas, name!), 'utf8'));
  const validate = ajv.compile(schema);
  const fits = (one: Report) => assert.ok(validate(JSON.parse(renderSarif(one))), JSON.stringify(validate.errors));
  fits(report);
  fc.assert(fc.property(anyReport, fits), { numRuns: 50 });
});

test("SARIF is accepted by Microsoft's validator, by the rules of GitHub's code scanning as well", async (t) => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return t.skip('the validator is one for Linux on x64');
  const found = await orSkip(t, () => npmPackage('@microsoft/sarif-multitool-linux', '5.7.0'));
  if (!found) return;
  const tool = join(found, 'Sarif.Multitool');
  chmodSync(tool, 0o755);
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' };
  const validate = (file: string) =>
    spawnSync(tool, ['validate', file, '--rule-kind', 'Sarif;Ghas'], { encoding: 'utf8', env }).stdout;
  const errors = (text: string) => text.split('\n').filter((line) => /: error /.test(line));
  const said = validate(join(folder, 'run.sarif'));
  assert.match(said, /Analysis completed successfully/);
  assert.deepEqual(errors(said), []);
  const wrong = join(folder, 'wrong.sarif');
  writeFileSync(wrong, readFileSync(join(folder, 'run.sarif'), 'utf8').replaceAll('"startLine": ', '"startLine": -'));
  assert.notDeepEqual(errors(validate(wrong)), [], 'else the validator sees nothing');
});

test("in-toto: the project's own bindings read the statement", async (t) => {
  const bin = await orSkip(t, () => venv('in-toto-attestation==0.9.3'));
  if (!bin) return;
  const check = (one: string) =>
    spawnSync(join(bin, 'python'), [join(ROOT, 'test/suites/evidence/check_statement.py')], {
      encoding: 'utf8',
      input: one,
    });
  const artifact = { kind: 'npm', path: 'notes-1.2.0.tgz', sha256: 'a'.repeat(64) } as const;
  const packed = report.suites.map((suite) => ({ ...suite, artifact }));
  for (const one of [
    { ...report, environment },
    { ...report, suites: packed },
  ]) {
    const { stdout, stderr: said, status } = check(renderIntoto(one));
    assert.equal(status, 0, said);
    assert.match(stdout, /^1 \d+ 0 5\n$/);
  }
  const unknown = check(renderIntoto({ ...report, environment }).replace('"result"', '"results"'));
  assert.notEqual(unknown.status, 0, 'else the bindings see nothing');
});
