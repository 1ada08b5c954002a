/**
 * Tools that refuse, in words that are also those of a protocol's fault: `rpc` with a JSON-RPC error, `tool` with isError; the text
 * is what was sent.
 */
import { errorResult, RpcError, serve, tool } from './serve.mjs';

const rpc = ({ text }) => {
  throw new RpcError(-32603, text);
};

serve({ tools: [tool('rpc', rpc), tool('tool', ({ text }) => errorResult(text))] });
