/** The id of an HTTP session lets anyone in who has it. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { isLeft } from './harness/leaks.ts';
import { COMMIT, TEXT_FORMATS } from './harness/text-formats.ts';
import { WorkFolder } from './harness/work-folder.ts';

const ID = '5f2b8c90-7d1e-4a55-9c3b-0e6f1a2b3c4d';

test('a session id that the server echoes is in no output, and is no finding', async (t) => {
  const app = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => answer(JSON.parse(Buffer.concat(parts).toString() || '{}'), response));
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  t.after(() => app.close());
  const work = new WorkFolder(t);
  const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/mcp`;
  const reports = TEXT_FORMATS.flatMap((format) => ['--report', `${format}=out.${format}`]);
  const steps = [
    { tool: 'who', args: {}, expect: { text: 'other' } },
    { tool: 'fail', args: {} },
  ];
  const ran = await work.script({ server: { url }, steps }, ['-vv', ...reports], { env: COMMIT });
  assert.equal(ran.code, 1, ran.stdout + ran.stderr);
  const files = TEXT_FORMATS.map((format) => work.read(`out.${format}`));
  for (const text of [ran.stdout, ran.stderr, ...files]) assert.ok(text !== '' || text === ran.stderr);
  for (const text of [ran.stdout, ran.stderr, ...files]) assert.ok(!isLeft(text, ID), text);
  assert.match(ran.stdout, /\[redacted:Mcp-Session-Id\]/);
  assert.deepEqual(
    ran.steps.flatMap(({ findings }) => findings.filter(({ rule }) => rule === 'secret-echoed')),
    [],
  );
});

const RESULTS: Record<string, object> = {
  initialize: {
    protocolVersion: '2025-11-25',
    capabilities: { tools: {} },
    serverInfo: { name: 'sessions', version: '1' },
  },
  'tools/list': {
    tools: ['who', 'fail'].map((name) => ({ name, description: name, inputSchema: { type: 'object' } })),
  },
};

function answer(
  message: { id?: number; method?: string; params?: { name?: string } },
  response: import('node:http').ServerResponse,
) {
  const { id, method = '', params } = message;
  if (id === undefined) return response.writeHead(202).end();
  const text = `session ${ID}, ${Buffer.from(`id=${ID}`).toString('base64')}`;
  const called = { content: [{ type: 'text', text }], isError: params?.name === 'fail' };
  response.writeHead(200, { 'content-type': 'application/json', 'mcp-session-id': ID });
  response.end(JSON.stringify({ jsonrpc: '2.0', id, result: RESULTS[method] ?? called }));
}
