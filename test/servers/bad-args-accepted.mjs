/** Takes whatever it is given for `text`, and reports a success. */
import { echo, healthy, RpcError, serve, textResult, tool } from './serve.mjs';

const inputSchema = { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] };
const lenient = { ...tool('echo', echo.call, { inputSchema }), annotations: { readOnlyHint: true } };

function answer(response, { id, method, params }) {
  if (method !== 'tools/call') return response;
  const { text } = params.arguments ?? {};
  if (healthy && typeof text !== 'string')
    return { jsonrpc: '2.0', id, error: new RpcError(-32602, 'text must be a string').error };
  return {
    jsonrpc: '2.0',
    id,
    result: textResult(`found 3 notes for ${typeof text === 'string' ? text : 'everything'}`),
  };
}

serve({ tools: [lenient], answer });
