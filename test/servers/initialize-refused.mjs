/** Answers initialize with a JSON-RPC error. */
import { healthy, RpcError, serve } from './serve.mjs';

serve({
  initialize: (result) => {
    if (!healthy) throw new RpcError(-32603, 'licence expired');
    return result;
  },
});
