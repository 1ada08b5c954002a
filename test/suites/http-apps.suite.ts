/** Servers inside apps: the Python SDK mounted with and without its lifespan, uvicorn in a running loop, a stateless transport reused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CACHE } from '../harness/cache.ts';
import { compareGolden, rulesIn, transcript } from '../harness/golden.ts';
import { orSkip } from '../harness/install.ts';
import { withoutStderr } from '../harness/python-text.ts';
import { venv } from '../harness/venv.ts';

/** How the app is made, and the rules that it must be reported under. */
const MODES: Record<string, readonly string[]> = {
  lifespan: ['response-lost-serialisation'],
  bare: ['task-group'],
  nested: ['nested-run-startup'],
};

for (const requirement of ['mcp==1.29.0', 'mcp==2.3.0']) {
  for (const [mode, rules] of Object.entries(MODES)) {
    test(`${requirement}, ${mode}`, async (t) => {
      const bin = await orSkip(t, () => venv(requirement));
      if (bin === undefined) return;
      const env = { PATH: `${bin}:${process.env['PATH']}` };
      const said = await transcript(['run', 'test/suites/http-apps.smoke.yaml', '--var', `mode=${mode}`], {
        env,
        holes: { [CACHE]: '<cache>' },
      });
      // In 2026-07-28 its answers are JSON bodies, written by another serialiser.
      const isNewer = mode === 'lifespan' && requirement === 'mcp==2.3.0';
      assert.deepEqual(rulesIn(said), isNewer ? ['lone-surrogate'] : rules, said);
      // The traceback of a nested start is Python's own, and differs between its releases.
      if (mode !== 'nested') compareGolden(`http-apps/${requirement.replace('==', '-')}-${mode}`, withoutStderr(said));
    });
  }
}

for (const [mode, rules] of Object.entries({ fresh: [], reused: ['stateless-reuse'] })) {
  test(`a stateless transport, ${mode}`, async () => {
    const said = await transcript(['run', 'test/suites/stateless-reuse.smoke.yaml', '--var', `mode=${mode}`]);
    compareGolden(`http-apps/stateless-${mode}`, withoutStderr(said));
    assert.deepEqual(rulesIn(said), rules);
  });
}
