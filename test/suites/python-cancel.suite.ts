/** What a Python SDK makes of the cancellation of a call that took too long: early ones end the session, which is told at that call. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { orSkip } from '../harness/install.ts';
import { ROOT } from '../harness/smoke.ts';
import { judge } from '../harness/suite.ts';
import { venv } from '../harness/venv.ts';

/** What they were released with: their requirements are open, and newer ones do not import, or are mended. */
const PYDANTIC = 'pydantic==2.10.6';

const FRAMEWORKS: Record<string, readonly string[]> = {
  [`mcp==1.9.4 ${PYDANTIC}`]: ['cancel-crash', 'hang-tool'],
  [`fastmcp==2.2.10 mcp==1.9.4 ${PYDANTIC}`]: ['cancel-crash', 'hang-tool'],
  'mcp==1.29.0': ['hang-tool'],
};

for (const [requirement, expected] of Object.entries(FRAMEWORKS)) {
  test(`a cancelled call on ${requirement}`, async (t) => {
    const bin = await orSkip(t, () => venv(requirement));
    if (bin === undefined) return;
    const server = { command: join(bin, 'python'), args: [join(ROOT, 'test/suites/python/slow_server.py')] };
    const good = { tool: 'good', args: { text: 'x' }, expect: { text: 'you said x' } };
    const steps = [
      { ...good, name: 'before' },
      { tool: 'slow', args: { text: 'x' }, timeout: '3s' },
      { ...good, name: 'after' },
    ];
    const { report } = await judge({ server, coverage: 'off', connectTimeout: '120s', timeout: '60s', steps });
    const told = report.suites[0]!.steps.map(({ name, status, findings }) => [
      name,
      status,
      ...findings.map(({ rule }) => rule),
    ]);
    assert.deepEqual(told, [
      ['connect', 'passed'],
      ['list', 'passed'],
      ['schema', 'passed'],
      ['before', 'passed'],
      ['slow', 'failed', ...expected],
      ['after', 'passed'],
      ['close', 'passed'],
    ]);
  });
}
