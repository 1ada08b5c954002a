/** Our own shapes of what the official client accepts: what they pass, its schemas accept. `test/suites/official.suite.ts` asks more. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertNoneIsPassedInError, passes } from './harness/official-messages.ts';

test('none of 10,000 messages is passed that the official client refuses', async () => {
  const { passed } = await assertNoneIsPassedInError(10_000, 1);
  assert.ok(passed > 3500, `${passed} passed`);
});

test('what is often seen is passed, so that the schemas of the official client need not be loaded', async () => {
  const inputSchema = { type: 'object', properties: { constructor: {}, a: { type: 'string' } }, required: ['a'] };
  const table: [Parameters<typeof passes>[0], unknown][] = [
    ['call', { content: [{ type: 'text', text: 'x' }] }],
    ['call', { content: [], structuredContent: { a: [1] }, isError: false, _meta: { a: 1 } }],
    ['call', { content: [{ type: 'image', data: 'AAAA', mimeType: 'image/png' }] }],
    ['call', { resultType: 'complete', content: [{ type: 'resource', resource: { uri: 'x:', blob: '' } }] }],
    ['resource', { contents: [{ uri: 'file:///x', text: '' }] }],
    ['prompt', { messages: [{ role: 'user', content: { type: 'text', text: '' } }] }],
    ['request', { completion: { values: [] } }],
    ['list', { tools: [{ name: 'a', inputSchema, outputSchema: { type: 'object' } }], nextCursor: '' }],
  ];
  for (const [kind, message] of table) assert.ok(await passes(kind, message), JSON.stringify(message));
});

test('what is rare is not passed', async () => {
  const table: [Parameters<typeof passes>[0], unknown][] = [
    ['request', { _meta: { progressToken: 2 ** 53 + 2 } }],
    ['request', { _meta: { 'io.modelcontextprotocol/related-task': {} } }],
    ['call', { content: [{ type: 'text', text: '', annotations: { lastModified: '2025-02-29T00:00:00Z' } }] }],
    ['call', { content: [{ type: 'tool_use', name: '', id: '', input: {} }] }],
    ['list', { tools: [], nextCursor: null }],
  ];
  for (const [kind, message] of table) assert.equal(await passes(kind, message), false, JSON.stringify(message));
});
