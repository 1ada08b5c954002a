/** The command that a failed step tells to run again. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { keptOptions, rerunCommand } from '../src/cli/rerun.ts';
import type { StepResult, SuiteRef } from '../src/model.ts';
import { WorkFolder } from './harness/work-folder.ts';

const suite: SuiteRef = { index: 0, name: 'n', file: 'a b.yaml', target: 'node s.mjs', transport: 'stdio', source: '' };
const step: StepResult = {
  ...{ id: 's', kind: 'call', name: "it's", status: 'failed', at: 'a b.yaml:1:1', durationMs: 1, findings: [] },
};

test('a file is run again with what decides its outcome, and without what only shows it', () => {
  const argv = {
    var: ['port=80', 'name=a b'],
    'env-file': ['.env'],
    timeout: '5s',
    report: ['json'],
    'read-only': false,
  };
  assert.equal(
    rerunCommand(suite, step, keptOptions(argv)),
    "mcp-smoke run 'a b.yaml' --var port=80 --var 'name=a b' --dotenv .env --timeout 5s --step 'it'\\''s'",
  );
});

test('what has no place in the file comes with each run of it: experiments, as well as connecting', () => {
  const { at: _, ...experiment } = { ...step, name: 'probe unknown-tool' };
  assert.equal(rerunCommand(suite, experiment), "mcp-smoke run 'a b.yaml'");
});

test('a probe is run again with its calls, headers and variables', () => {
  const options = keptOptions({ call: 'read-only', header: ['X-Key=ACME_KEY'], env: [] });
  const again = 'mcp-smoke probe --call read-only --header X-Key=ACME_KEY -- node s.mjs';
  assert.equal(rerunCommand({ ...suite, file: '' }, step, options), again);
  assert.deepEqual(keptOptions({ call: 'none' }), []);
});

test('a secret that stood on the command line is not shown again', () => {
  assert.deepEqual(keptOptions({ var: ['api_token=abcdef'] }), ['--var', 'api_token=…']);
});

test('what is told to be typed again meets the same again: steps of all names, and of teardown', async (t) => {
  const folder = new WorkFolder(t);
  const fail = (name: string) => ({ name, tool: 'fail', args: { text: 'x' } });
  folder.write('smoke.yaml', {
    server: folder.server(),
    coverage: 'off',
    steps: [fail('-dash'), fail('--it\'s "so" $HOME `x`')],
    teardown: [fail('last')],
  });
  const options = ['--retries', '1', '--repeat', '2', '--require-secrets', '--timeout', '9s'];
  const { code, stdout } = await folder.run(['run', 'smoke.yaml', ...options]);
  assert.equal(code, 1);
  const lines = [...stdout.matchAll(/again +mcp-smoke (.*)/g)].map(([, line]) => line!);
  assert.equal(lines.length, 3, stdout);
  for (const line of lines) {
    assert.match(line, /--timeout 9s --require-secrets --retries 1 --repeat 2 /);
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' });
    const again = await folder.run(words.trimEnd().split('\n'));
    assert.deepEqual([again.code, again.stdout.includes(`again     mcp-smoke ${line}`)], [1, true], line);
  }
});
