/** Fails with an exception that has no message. `--variant=nothing`: no text at all; `object` and `json`: an
 * object made text; `rpc`: a JSON-RPC error. The twin says why. */
import { echo, errorResult, faulty, healthy, RpcError, serve, variant } from './serve.mjs';

const ways = {
  colon: () => errorResult('Error executing tool faulty: '),
  object: () => errorResult('Error: [object Object]'),
  json: () => errorResult('{}'),
  nothing: () => ({ content: [], isError: true }),
  rpc: () => {
    throw new RpcError(-32603, '');
  },
};

const call = () => (healthy ? errorResult('The store is closed.') : ways[variant('colon')]());

serve({ tools: [echo, faulty(call)] });
