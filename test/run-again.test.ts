/** CI runs test files that failed once more: never does a failure that stays become green by that. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { ROOT } from './harness/smoke.ts';

/** The runner's own name for a test file that it runs; not to be taken over. */
const { NODE_TEST_CONTEXT: _, ...env } = process.env;
const FLAKY = `import { existsSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
test('now and then', () => {
  if (existsSync('seen')) return;
  writeFileSync('seen', '');
  throw new Error('the first time');
});
test('always', () => undefined);
`;
const broken = (why: string) => `import { test } from 'node:test';
test('sound', () => undefined);
test('broken', () => { throw new Error(${JSON.stringify(why)}); });
`;
const SOUND = "import { test } from 'node:test';\ntest('sound', () => undefined);\n";
const RUN = [process.execPath, '--test', '--test-concurrency=1', '--test-reporter=tap'];

/** Runs the files as CI does, and then those that failed again. */
function again(t: TestContext, tests: Readonly<Record<string, string>>, second: readonly string[] = RUN) {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-again-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(tests)) writeFileSync(join(folder, `${name}.test.mjs`), text);
  const cwd = { cwd: folder, env, encoding: 'utf8' } as const;
  const [node, ...args] = [...RUN, ...Object.keys(tests).map((name) => `${name}.test.mjs`)];
  const first = spawnSync(node!, args, cwd);
  writeFileSync(join(folder, 'log'), first.stdout);
  const script = ['--import', join(ROOT, 'node_modules/tsx/dist/esm/index.mjs'), join(ROOT, 'scripts/run-again.ts')];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...script, 'log', ...second], cwd);
  return { first: first.status, status, stdout, stderr };
}

test('what passes alone is flaky: told with its first failure, and green', (t) => {
  const { first, status, stdout, stderr } = again(t, { flaky: FLAKY, sound: SOUND });
  assert.deepEqual([first, status], [1, 0], stdout + stderr);
  assert.match(stdout, /once more, alone: flaky\.test\.mjs\n[\s\S]*run again: 2 tests, 0 failed, exit 0\n/);
  assert.match(stdout, /== FLAKY: now and then \(flaky\.test\.mjs\)[^\n]*\n[\s\S]*the first time/);
});

test('what fails again is red, with both failures at the end', (t) => {
  const { status, stdout } = again(t, { flaky: FLAKY, broken: broken('as ever') });
  assert.equal(status, 1);
  assert.match(stdout, /run again: 4 tests, 1 failed, exit 1\n[\s\S]*as ever/);
  assert.match(
    stdout,
    /FLAKY: now and then[\s\S]*the first time[\s\S]*FAILED: broken \(broken\.test\.mjs\)[\s\S]*as ever/,
  );
});

test('a file that cannot be loaded, or ends the process, is red as well', (t) => {
  for (const text of ["throw new Error('at load');\n", 'process.exit(3);\n']) {
    const { first, status, stdout } = again(t, { flaky: FLAKY, gone: text });
    assert.deepEqual([first, status], [1, 1], stdout);
  }
});

test('a second run that proves nothing is no pass', (t) => {
  const others = join(tmpdir(), `mcp-smoke-other-${process.pid}.test.mjs`);
  writeFileSync(others, SOUND);
  t.after(() => rmSync(others));
  for (const second of [
    [process.execPath, '-e', ''],
    [process.execPath, '-e', 'console.log("# tests 5")'],
    [...RUN, '--test-name-pattern=always'],
    [process.execPath, '-e', `console.log("ok 1 - now and then # SKIP\\n# tests 1")`],
    [process.execPath, '-e', `console.log("ok 1 - now and then\\n# tests 1"); process.exitCode = 1`],
  ]) {
    const { status, stdout } = again(t, { flaky: FLAKY }, second);
    assert.equal(status, 1, stdout);
  }
});

test('nothing is run again where failures are many, or none is a test', (t) => {
  const many = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`broken${at}`, broken('x')]));
  const all = again(t, many);
  assert.deepEqual([all.status, /not run again: tests failed in 9 files/.test(all.stdout)], [1, true]);
  const none = again(t, { sound: SOUND });
  assert.deepEqual([none.status, /no test has failed/.test(none.stdout)], [1, true]);
});

/** `.ci/run` in a folder whose npm says and does what `npm` is. */
function ciRun(t: TestContext, npm: string) {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-ci-run-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const part of ['.ci', 'scripts', 'bin']) mkdirSync(join(folder, part));
  cpSync(join(ROOT, '.ci/run'), join(folder, '.ci/run'));
  for (const name of ['run-again.ts', 'test-log.ts'])
    cpSync(join(ROOT, 'scripts', name), join(folder, 'scripts', name));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'flaky.test.mjs'), FLAKY);
  writeFileSync(join(folder, 'broken.test.mjs'), broken('as ever'));
  for (const name of ['npm', 'apt-get', 'chromium'])
    writeFileSync(join(folder, 'bin', name), name === 'npm' ? npm : '#!/bin/sh\n', { mode: 0o755 });
  const PATH = `${join(folder, 'bin')}:${env['PATH']}`;
  const ran = spawnSync(join(folder, '.ci/run'), { cwd: folder, env: { ...env, PATH }, encoding: 'utf8' });
  return { ...ran, asked: readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n') };
}

const NPM = `#!/bin/sh
echo "$*" >>asked
case "$*" in cit) exec CIT ;; *) echo "# SKIPPED docker: none"; exec SUITES ;; esac
`;
const node = (file: string) => `${process.execPath} --test --test-reporter=tap ${file}.test.mjs`;
const npm = (cit: string, suites: string) => NPM.replace('CIT', cit).replace('SUITES', suites);

test('CI: the test command of the README comes first, then the suites; flaky tests are listed at the end', (t) => {
  const { status, stdout, asked } = ciRun(t, npm(node('flaky'), 'true'));
  assert.deepEqual([status, asked], [0, ['cit', 'run --silent suites']], stdout);
  assert.match(stdout, /== skipped\nSKIPPED docker: none\n== flaky, all in all\n[\s\S]*FLAKY: now and then[\s\S]*$/);
});

test('CI: what fails stops it, and stands at the end', (t) => {
  for (const [cit, suites, asked, told] of [
    [node('broken'), 'true', ['cit'], /FAILED: broken[\s\S]*as ever/],
    ['false', 'true', ['cit'], /not run again: no test has failed/],
    ['true', node('broken'), ['cit', 'run --silent suites'], /FAILED: broken[\s\S]*as ever/],
    ['true', 'false', ['cit', 'run --silent suites'], /not run again: no test has failed/],
  ] as const) {
    const ran = ciRun(t, npm(cit, suites));
    assert.deepEqual([ran.status === 0, ran.asked], [false, asked], ran.stdout);
    assert.match(ran.stdout.slice(-6000), told);
  }
});
