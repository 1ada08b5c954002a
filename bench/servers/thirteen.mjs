/** A small server by hand: 13 tools with ordinary schemas, of which four have an outputSchema. `--list` prints its tools/list result. */
import { createInterface } from 'node:readline';

const text = { type: 'string', minLength: 1, description: 'What to look for' };
const limit = { type: 'integer', minimum: 1, maximum: 100, default: 10 };
const order = { type: 'string', enum: ['newest', 'oldest'] };
const tags = { type: 'array', items: { type: 'string' }, maxItems: 20 };
const output = {
  type: 'object',
  properties: { id: { type: 'string' }, count: { type: 'integer' }, tags },
  required: ['id', 'count'],
};

const tools = Array.from({ length: 13 }, (_, index) => ({
  name: `tool_${index}`,
  title: `Tool ${index}`,
  description: `Does thing number ${index} with what it is given.`,
  inputSchema: { type: 'object', properties: { text, limit, order, tags }, required: ['text'] },
  ...(index % 4 === 0 ? { outputSchema: output } : {}),
  annotations: { readOnlyHint: true },
}));

if (process.argv.includes('--list')) {
  console.log(JSON.stringify({ tools }));
  process.exit();
}

const content = [{ type: 'text', text: 'found 3 of them' }];
const plain = { content };
const structured = { content, structuredContent: { id: 'n_1', count: 3, tags: ['a', 'b'] } };
const methods = {
  initialize: () => ({
    protocolVersion: '2025-11-25',
    capabilities: { tools: {} },
    serverInfo: { name: 'thirteen', version: '1.0.0' },
  }),
  ping: () => ({}),
  'tools/list': () => ({ tools }),
  'tools/call': ({ name }) => (Number(name.slice('tool_'.length)) % 4 === 0 ? structured : plain),
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) return;
  const answer = methods[method]
    ? { result: methods[method](params) }
    : { error: { code: -32601, message: 'Method not found' } };
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, ...answer })}\n`);
});
