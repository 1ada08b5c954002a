/** A result that is no tool result. `--variant=missing|string|object|type|text-number|null-result|string-result|no-mime|refused` (`refused`: the SDK's own words) */
import { echo, faulty, healthy, RpcError, serve, variant } from './serve.mjs';

const faults = {
  missing: () => ({ text: 'hello' }),
  string: () => ({ content: 'hello' }),
  object: () => ({ content: { type: 'text', text: 'hello' } }),
  type: () => ({ content: [{ type: 'markdown', text: 'hello' }] }),
  'text-number': () => ({ content: [{ type: 'text', text: 42 }] }),
  'null-result': () => null,
  'string-result': () => 'hello',
  refused: () => {
    const issues = [{ code: 'custom', path: ['content', 0, 'data'], message: 'Invalid Base64 string' }];
    throw new RpcError(-32602, `MCP error -32602: Invalid tools/call result: ${JSON.stringify(issues, null, 2)}`);
  },
  'no-mime': () => ({ content: [{ type: 'image', data: 'aGVsbG8=' }] }),
};

serve({ tools: [echo, faulty(healthy ? echo.call : faults[variant('missing')])] });
