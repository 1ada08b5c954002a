/** `mcp-smoke/test` in Vitest and Jest, as published. Needs npm. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { orSkip } from '../harness/install.ts';
import { npmPackage } from '../harness/npm-package.ts';
import { runnerFolder } from '../harness/runners.ts';
import { ROOT } from '../harness/smoke.ts';

interface Runner {
  readonly name: string;
  readonly version: string;
  readonly bin: string;
  readonly args: readonly string[];
  readonly example: string;
  /** A test file of `call`, and what it is called. */
  readonly file: string;
  readonly text: (call: string) => string;
  /** What it says of a step that is skipped only while it runs. */
  readonly skippedLate: string;
}

const RUNNERS: readonly Runner[] = [
  {
    name: 'vitest',
    version: '4.1.12',
    bin: 'vitest.mjs',
    args: ['run', '--reporter=json', '--outputFile=out.json'],
    example: 'examples/vitest/smoke.test.mjs',
    file: 'some.test.mjs',
    text: (call) => `import { test } from 'vitest';\nimport { smokeTests } from 'mcp-smoke/test';\n${call}`,
    skippedLate: 'skipped',
  },
  {
    name: 'jest',
    version: '30.5.2',
    bin: 'bin/jest.js',
    args: ['--json', '--outputFile=out.json', '--testMatch', '**/*.test.cjs'],
    example: 'examples/jest/smoke.test.cjs',
    file: 'some.test.cjs',
    text: (call) => `const { smokeTests } = require('mcp-smoke/test');\n${call}`,
    skippedLate: 'passed',
  },
];

for (const runner of RUNNERS) {
  test(`${runner.name}: a test for each step, with what became of it`, async (t) => {
    const results = await run(t, runner, (folder) => {
      writeFileSync(join(folder, runner.file), runner.text("smokeTests('mixed.yaml', { test });"));
    });
    if (!results) return;
    const statuses = results.map(({ fullName, status }) => `${status} ${fullName.trim()}`);
    assert.deepEqual(
      statuses.map((line) => line.replace('pending', 'skipped')),
      [
        ...['connect', 'list', 'schema', 'good (echo)'].map((name) => `passed mixed: ${name}`),
        'failed mixed: bad (echo)',
        'skipped mixed: left out (echo)',
        'skipped mixed: without its key (echo)',
        'failed mixed: captures (echo)',
        `${runner.skippedLate} mixed: needs it (echo)`,
        'passed mixed: close',
        'passed the run as a whole',
      ],
    );
    const words = results.flatMap(({ failureMessages }) => failureMessages).join('\n');
    assert.match(words, /error expectation: text: expected to contain "y"/);
    assert.match(words, /mixed\.yaml:\d+:\d+/);
  });

  test(`${runner.name}: the example passes`, async (t) => {
    const results = await run(t, runner, (folder) => {
      copyFileSync(join(ROOT, runner.example), join(folder, basename(runner.example)));
      const file = join(folder, basename(runner.example));
      const text = readFileSync(file, 'utf8').replace('../both-eras', `${ROOT}examples/both-eras`);
      writeFileSync(file, text);
    });
    if (!results) return;
    assert.ok(results.length > 10);
    assert.deepEqual(
      results.filter(({ status }) => status !== 'passed'),
      [],
    );
  });
}

interface Result {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/** Undefined where it cannot be had: the test is skipped. */
async function run(t: TestContext, runner: Runner, prepare: (folder: string) => void): Promise<Result[] | undefined> {
  const installed = await orSkip(t, () => npmPackage(runner.name, runner.version));
  if (installed === undefined) return undefined;
  const { path } = runnerFolder(t);
  symlinkSync(installed, join(path, 'node_modules', runner.name));
  prepare(path);
  const { PATH = '' } = process.env;
  const args = [join(installed, runner.bin), ...runner.args];
  const output = await new Promise<string>((resolve) =>
    execFile(process.execPath, args, { cwd: path, env: { PATH, HOME: path, CI: '1' } }, (_, stdout, stderr) =>
      resolve(stdout + stderr),
    ),
  );
  assert.doesNotMatch(output, /did not exit|open handle/i);
  const { testResults } = JSON.parse(readFileSync(join(path, 'out.json'), 'utf8'));
  return testResults.flatMap(({ assertionResults }: { assertionResults: Result[] }) => assertionResults);
}
