/** What a server did while a call of it hung stands with the hang. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture, judge } from './harness/suite.ts';

const ANSWERS = { elicitation: [{ content: { city: 'Bern' } }] };
const PROGRESS = { notifications: [{ method: 'notifications/progress', count: { gte: 1 } }] };

for (const [variant, more, seen] of [
  ['asks', { answers: ANSWERS }, /^The server asked elicitation\/create, and got an answer\.$/m],
  ['progress', { expect: PROGRESS }, /^\d+ notifications of its progress came, the last \d\.\d s before the limit\.$/m],
] as const) {
  const run = (timeout: string, ...args: readonly string[]) =>
    judge({
      server: fixture('hangs-beside.mjs', `--variant=${variant}`, ...args),
      protocol: '2025-11-25',
      timeout,
      steps: [{ tool: 'faulty', args: { text: 'x' }, ...more }],
    });

  test(`it ${variant}`, async () => {
    const { findings } = await run('1s');
    const [hang] = findings.filter(({ rule }) => rule === 'hang-tool');
    assert.match(hang?.evidence ?? '', seen);
    const healthy = await run('20s', '--healthy');
    assert.deepEqual([healthy.findings, healthy.code], [[], 0]);
  });
}
