/** A server that speaks only revisions which we do not speak: one finding that says so. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withHttp } from './harness/http-fixture.ts';
import { fixture, judge } from './harness/suite.ts';

const FILE = { coverage: 'off', timeout: '5s', steps: [{ tool: 'echo', args: { text: 'x' } }] };

for (const variant of ['refused', 'unknown'])
  test(`a server of a newer revision only: ${variant}`, async () => {
    const server = fixture('protocol-newer-only.mjs', `--variant=${variant}`);
    const { code, findings } = await judge({ ...FILE, server });
    assert.deepEqual([findings.map(({ rule }) => rule), code], [['protocol-newer-only'], 3]);
    assert.match(findings[0]!.message, /^The server speaks 2027-03-01, and none of the revisions that can be tested/);
  });

for (const variant of ['old', 'ours'])
  test(`a server that refuses initialize, and speaks nothing newer or one of ours: ${variant}`, async () => {
    const server = fixture('protocol-newer-only.mjs', `--variant=${variant}`);
    const { code, findings } = await judge({ ...FILE, server });
    assert.ok(findings.some(({ rule, also = [] }) => [rule, ...also].includes('initialize-refused')));
    assert.ok(!findings.some(({ rule }) => rule === 'protocol-newer-only'));
    assert.equal(code, 3);
  });

test('a server of a newer revision only, over HTTP with status 400', () =>
  withHttp('http.mjs', ['--variant=newer-only'], async ({ url }) => {
    const { code, findings } = await judge({ ...FILE, server: { url } });
    assert.deepEqual([findings.map(({ rule }) => rule), code], [['protocol-newer-only'], 3]);
  }));

test('the twin', async () => {
  const { code, findings } = await judge({ ...FILE, server: fixture('protocol-newer-only.mjs', '--healthy') });
  assert.deepEqual([findings, code], [[], 0]);
});
