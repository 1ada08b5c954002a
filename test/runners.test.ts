/** `mcp-smoke/test` in node:test; Vitest and Jest are asked in test/suites/. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, test } from 'node:test';
import { runnerFolder } from './harness/runners.ts';
import { ROOT } from './harness/smoke.ts';
import type { WorkFolder } from './harness/work-folder.ts';

const HEAD = "import { describe, test } from 'node:test';\nimport { smokeTests } from 'mcp-smoke/test';\n";

/** `ok name`, `not ok name`, with what TAP says behind it; and all that was said. */
function run(cwd: string, args: readonly string[]): Promise<{ results: string[]; output: string }> {
  const { PATH = '', HOME = '/' } = process.env;
  return new Promise((resolve) =>
    execFile(process.execPath, ['--test', '--test-reporter=tap', ...args], { cwd, env: { PATH, HOME } }, (_, output) =>
      resolve({
        results: [...output.matchAll(/^ *((?:not )?ok) \d+ - (.*)$/gm)].map(([, ok, name]) => `${ok} ${name}`),
        output,
      }),
    ),
  );
}

function inRunner(folder: WorkFolder, call: string) {
  folder.write('some.test.mjs', HEAD + call);
  return run(folder.path, ['some.test.mjs']);
}

describe('mcp-smoke/test', { concurrency: 2 }, () => {
  test('registers a test for each step, and tells each what became of its own', async (t) => {
    const { results, output } = await inRunner(runnerFolder(t), "smokeTests('mixed.yaml', { test });");
    assert.deepEqual(results, [
      'ok mixed: connect',
      'ok mixed: list',
      'ok mixed: schema',
      'ok mixed: good (echo)',
      'not ok mixed: bad (echo)',
      'ok mixed: left out (echo) # SKIP',
      'ok mixed: without its key (echo) # SKIP',
      'not ok mixed: captures (echo)',
      'ok mixed: needs it (echo) # SKIP needs captures',
      'ok mixed: close',
      'ok the run as a whole',
    ]);
    assert.match(output, /error expectation: text: expected to contain "y"/);
    assert.match(output, /received {2}"x"/);
    assert.match(output, /mixed\.yaml:\d+:\d+/);
    assert.match(output, /stack: \|-\n +step \(\S+mixed\.yaml:\d+:\d+\)\n +\.\.\./, 'and no frame of ours');
  });

  test('groups them by file, and runs each once, however many ask', async (t) => {
    const folder = runnerFolder(t);
    const { results } = await inRunner(folder, "smokeTests(['good.yaml', 'good.yaml'], { test, describe });");
    const steps = ['connect', 'list', 'schema', 'good (echo)', 'close'].map((name) => `ok ${name}`);
    assert.deepEqual(results, [...steps, 'ok good', 'ok the run as a whole']);
    assert.deepEqual(folder.calls, ['echo x']);
  });

  test('has one for the contract with the last release', async (t) => {
    const folder = runnerFolder(t);
    await folder.run(['run', 'good.yaml', '--baseline', 'kept.json', '--update-baseline']);
    folder.write('kept.json', folder.read('kept.json').replaceAll('"echo"', '"gone"'));
    const { results, output } = await inRunner(folder, "smokeTests('good.yaml', { test, baseline: 'kept.json' });");
    const [before, after] = [
      ['connect', 'list', 'schema'],
      ['good (echo)', 'close'],
    ];
    assert.deepEqual(results, [
      ...before.map((name) => `ok good: ${name}`),
      'not ok good: contract',
      ...after.map((name) => `ok good: ${name}`),
      'ok the run as a whole',
    ]);
    assert.match(output, /error contract-tool-removed: /);
  });

  test('takes an object, checks of its own, and the options of smoke', async (t) => {
    const folder = runnerFolder(t);
    const plan = { name: 'plan', server: folder.server(), coverage: 'off', rules: { 'no-x': 'warning' } };
    const steps = ['one', 'two'].map((name) => ({ name, tool: 'echo', args: { text: name } }));
    const { results } = await inRunner(
      folder,
      `const check = { id: 'no-x', subject: 'call', level: 'error', title: 'T.', hint: 'H.', inspect: (_, add) => add({ message: 'm' }) };
       smokeTests(${JSON.stringify({ ...plan, steps })}, { test, checks: [check], step: 'two', failOnWarning: true });`,
    );
    const names = ['connect', 'list', 'schema', 'two (echo)', 'close'].map((name) => `ok plan: ${name}`);
    assert.deepEqual(results, [...names, 'not ok the run as a whole']);
    assert.deepEqual(folder.calls, ['echo two']);
  });

  test('of a server that does not start: its test fails, what follows is skipped', async (t) => {
    const plan = { name: 'p', server: { command: 'no-such-command' }, steps: [{ name: 'call', tool: 'echo' }] };
    const { results } = await inRunner(runnerFolder(t), `smokeTests(${JSON.stringify(plan)}, { test });`);
    assert.equal(results[0], 'not ok p: connect');
    assert.match(results[1] ?? '', /^ok p: list # SKIP the run did not come to it/);
    assert.match(results[3] ?? '', /^ok p: call \(echo\) # SKIP the server could not be connected to/);
  });

  test('throws for a file that cannot be used, and starts nothing', async (t) => {
    const folder = runnerFolder(t);
    folder.write('wrong.yaml', { server: folder.server(), stepz: [] });
    const { output } = await inRunner(folder, "smokeTests(['good.yaml', 'wrong.yaml'], { test });");
    assert.match(output, /unknown key `stepz`/);
    assert.deepEqual(folder.calls, []);
  });

  test('works in the example', async () => {
    const { results, output } = await run(ROOT, ['examples/node-test/smoke.test.mjs']);
    assert.ok(results.length > 10 && results.every((line) => line.startsWith('ok ')), output);
  });
});
