/** Signs of life: asked only of calls that take long, and never held against a server that does not know ping. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture, judge } from './harness/suite.ts';

const ECHO = { tool: 'echo', args: { text: 'x' } };
const SLOW = { tool: 'slow', args: { text: 'x' } };

async function findingsOf(args: string[], file: object) {
  const { findings, code } = await judge({ server: fixture('no-ping.mjs', ...args), coverage: 'off', ...file });
  return { rules: findings.map(({ rule }) => rule), code };
}

test('no question is put to a server whose calls are short', async () => {
  const steps = [{ tool: 'echo', args: { text: 'n ${i}' }, repeat: { count: 200, concurrency: 1 } }];
  assert.deepEqual(await findingsOf(['--variant=dies'], { steps }), { rules: [], code: 0 });
});

test('an error to ping is a sign of life', async () => {
  assert.deepEqual(await findingsOf(['--variant=error'], { steps: [SLOW] }), { rules: [], code: 0 });
  assert.deepEqual(await findingsOf(['--variant=error', '--ms=60000'], { steps: [SLOW], timeout: '2s' }), {
    rules: ['hang-tool'],
    code: 1,
  });
});

test('a server that ignores ping is not blamed while it answers its calls', async () => {
  assert.deepEqual(await findingsOf(['--variant=silent', '--ms=3000'], { steps: [SLOW] }), { rules: [], code: 0 });
});

test('a server that answers no ping is not blocked while it answers anything else', async () => {
  const server = fixture('no-ping.mjs', '--variant=silent', '--ms=60000');
  const { findings } = await judge({ server, coverage: 'off', steps: [SLOW, ECHO], timeout: '2s' });
  assert.deepEqual(
    findings.map(({ rule }) => rule),
    ['hang-tool'],
  );
  assert.match(findings[0]!.message, /answers no ping, but it answered tools\/list/);
});
