/** Servers on Python frameworks, pinned: the seed bug and its fix, healthy tools, and what faulty ones come to. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { CACHE } from '../harness/cache.ts';
import { compareGolden, rulesIn, transcript } from '../harness/golden.ts';
import { orSkip } from '../harness/install.ts';
import { withoutStderr } from '../harness/python-text.ts';
import { venv } from '../harness/venv.ts';

/** Each framework, and the rules that its faulty tools must be reported under, each once. */
const FRAMEWORKS: Record<string, readonly string[]> = {
  'mcp==1.29.0': [
    'nested-asyncio-run',
    'json-dumps-in-tool',
    'stdout-noise-call',
    'crash-on-call',
    'loop-blocked',
    'response-lost-serialisation',
  ],
  'fastmcp==4.0.10': [
    'nested-asyncio-run',
    'json-dumps-in-tool',
    'structured-mismatch',
    'crash-on-call',
    'hang-tool',
    'loop-blocked',
    'response-lost-serialisation',
  ],
};

test('the seed bug on mcp 1.29.0', (t) =>
  judge(t, 'mcp==1.29.0', 'bug', ['run', 'examples/python/bug.smoke.yaml'], ['nested-asyncio-run']));

test('its fix', (t) => judge(t, 'mcp==1.29.0', 'fixed', ['run', 'examples/python/fixed.smoke.yaml'], []));

for (const [requirement, rules] of Object.entries(FRAMEWORKS)) {
  test(`healthy tools on ${requirement}`, (t) =>
    judge(t, requirement, 'healthy', ['run', 'test/suites/python-healthy.smoke.yaml'], []));

  test(`healthy tools on ${requirement}, probed`, (t) => {
    const command = ['--', 'python', 'test/suites/python/healthy_server.py'];
    return judge(t, requirement, 'healthy-probe', ['probe', '--call', 'read-only', ...command], []);
  });

  test(`faulty tools on ${requirement}`, (t) =>
    judge(t, requirement, 'faults', ['run', 'test/suites/python-faults.smoke.yaml'], rules));
}

async function judge(
  t: TestContext,
  requirement: string,
  golden: string,
  args: readonly string[],
  rules: readonly string[],
): Promise<void> {
  const bin = await orSkip(t, () => venv(requirement));
  if (bin === undefined) return;
  const env = { PATH: `${bin}:${process.env['PATH']}` };
  const said = withoutStderr(await transcript(args, { env, holes: { [CACHE]: '<cache>' } }));
  assert.deepEqual(rulesIn(said), rules, said);
  compareGolden(`python/${requirement.replace('==', '-')}-${golden}`, said);
}
