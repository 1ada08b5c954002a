/** The command that a failed step tells to run again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptOptions, rerunCommand } from '../src/cli/rerun.ts';
import type { StepResult, SuiteRef } from '../src/model.ts';

const suite: SuiteRef = { index: 0, name: 'n', file: 'a b.yaml', target: 'node s.mjs', transport: 'stdio', source: '' };
const step: StepResult = { id: 's', kind: 'call', name: "it's", status: 'failed', durationMs: 1, findings: [] };

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

test('a probe is run again with its calls, headers and variables', () => {
  const options = keptOptions({ call: 'read-only', header: ['X-Key=ACME_KEY'], env: [] });
  const again = 'mcp-smoke probe --call read-only --header X-Key=ACME_KEY -- node s.mjs';
  assert.equal(rerunCommand({ ...suite, file: '' }, step, options), again);
  assert.deepEqual(keptOptions({ call: 'none' }), []);
});

test('a secret that stood on the command line is not shown again', () => {
  assert.deepEqual(keptOptions({ var: ['api_token=abcdef'] }), ['--var', 'api_token=…']);
});
