/** Fails with an exception that has no message. `--variant=nothing`: no text at all; `rpc`: a JSON-RPC error. The twin says why. */
import { echo, errorResult, faulty, healthy, RpcError, serve, variant } from './serve.mjs';

const ways = {
  colon: () => errorResult('Error executing tool faulty: '),
  nothing: () => ({ content: [], isError: true }),
  rpc: () => {
    throw new RpcError(-32603, '');
  },
};

const call = () => (healthy ? errorResult('The store is closed.') : ways[variant('colon')]());

serve({ tools: [echo, faulty(call)] });
