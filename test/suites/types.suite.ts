/** The types of the library as published: judged by attw and publint, and used by programs of users. Needs npm. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { orSkip } from '../harness/install.ts';
import { npmPackage } from '../harness/npm-package.ts';
import { ROOT } from '../harness/smoke.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-types-'));
const user = join(folder, 'user');
after(() => rmSync(folder, { recursive: true, force: true }));

let tarball = '';

before(async () => {
  const npm = (args: readonly string[], cwd: string) =>
    run('npm', args, { cwd, env: { ...process.env, HOME: folder, npm_config_cache: join(folder, 'cache') } });
  // Built already.
  const { stdout } = await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], ROOT);
  const [packed] = Object.values(JSON.parse(stdout) as Record<string, { filename: string }>);
  tarball = join(folder, packed!.filename);
  mkdirSync(user);
  writeFileSync(join(user, 'package.json'), '{ "name": "user", "private": true, "type": "module" }');
  await npm(['install', '--offline', '--no-audit', '--no-fund', tarball], user);
  mkdirSync(join(user, 'node_modules/@types'));
  symlinkSync(join(ROOT, 'node_modules/@types/node'), join(user, 'node_modules/@types/node'));
  for (const [name, text] of Object.entries({ 'program.ts': PROGRAM, 'tests.ts': TESTS, 'program.cts': COMMONJS }))
    writeFileSync(join(user, name), text);
});

test('attw: every import is resolved to types that are those of its code', async (t) => {
  const attw = await orSkip(t, () => npmPackage('@arethetypeswrong/cli', '0.18.5'));
  // Node before its exports field is not ours; neither is what is no module.
  const args = [
    join(attw ?? '', 'dist/index.js'),
    tarball,
    '--profile',
    'node16',
    '--exclude-entrypoints',
    './schema/*',
  ];
  if (attw) await run(process.execPath, args, { cwd: folder });
});

test('publint: nothing to say', async (t) => {
  const publint = await orSkip(t, () => npmPackage('publint', '0.3.25'));
  if (!publint) return;
  const { stdout } = await run(process.execPath, [join(publint, 'src/cli.js'), tarball, '--strict'], { cwd: folder });
  assert.match(stdout, /All good!/);
});

const PROGRAM = `
import { defineCheck, lint, probe, render, RunError, smoke, UsageError } from 'mcp-smoke';
import type { Finding, Report, Reporter, RunEvent, SmokeFile, SmokeRun } from 'mcp-smoke';

const plan: SmokeFile = {
  server: { command: 'node', args: ['server.mjs'] },
  rules: ['./mine.mjs', { 'host-openai': 'off' }],
  steps: [{ tool: 'create', args: { a: 1 }, expect: { structured: { '$.id': { matches: '^n_' } } } }],
};
const check = defineCheck({
  id: 'mine', subject: 'call', level: 'warning', title: 't', hint: 'h',
  inspect: ({ target, exchange }, add) => {
    if (exchange.outcome.kind === 'result') add({ message: target });
  },
});
const reporter: Reporter = ({ suites }, { rerun }) => String(suites.length) + String(rerun === undefined);
const runs: SmokeRun[] = [
  smoke(plan, { checks: [check], report: [{ junit: 'a.xml' }, 'tap=b', { reporter, path: 'c' }], timeout: '5s', grep: 'x' }),
  smoke(['a.yaml', new URL('file:///b.yaml')], { signal: new AbortController().signal, env: { A: undefined } }),
  probe('http://127.0.0.1'), probe(['node', 'x.mjs'], { probes: 'all' }), probe({ command: 'node' }, { call: 'read-only' }),
  lint(['src']),
];
for await (const event of runs[0]!) told(event);
function told(event: RunEvent): Finding[] {
  return event.type === 'step-end' ? [...event.step.findings] : [];
}
const report: Report = await runs[0]!.report;
const text: string = render(report, 'junit') + render(report, reporter);
try { await runs[1]!.report; } catch (error) {
  if (error instanceof UsageError) { const line: number | undefined = error.place?.line; console.log(error.code, line, text); }
  if (error instanceof RunError) console.log(error.report.exitCode);
}
// @ts-expect-error an option that there is not
smoke('a', { timout: 1 });
// @ts-expect-error a subject that there is not
defineCheck({ id: 'x', subject: 'calls', level: 'error', title: '', hint: '', inspect() {} });
// @ts-expect-error a key that there is not
smoke({ server: { comand: 'x' } });
`;

const TESTS = `
import { describe, test } from 'node:test';
import { smokeTests } from 'mcp-smoke/test';
smokeTests('smoke.yaml', { test, describe, step: 'x' });
`;

const COMMONJS = `
import library = require('mcp-smoke');
const run = library.smoke('a.yaml');
run.report.then(({ verdict }) => console.log(verdict));
`;

describe('a program of a user’s compiles, declarations included', () => {
  const resolutions: Record<string, readonly string[]> = {
    nodenext: ['--module', 'nodenext', '--moduleResolution', 'nodenext', 'program.ts', 'tests.ts', 'program.cts'],
    bundler: ['--module', 'esnext', '--moduleResolution', 'bundler', 'program.ts', 'tests.ts'],
  };
  for (const [name, args] of Object.entries(resolutions)) {
    test(name, async () => {
      const strict = ['--strict', '--noEmit', '--target', 'es2023', '--types', 'node', '--noUncheckedIndexedAccess'];
      const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
      await run(process.execPath, [tsc, ...strict, ...args], { cwd: user }).catch(({ stdout }) => assert.fail(stdout));
    });
  }
});
