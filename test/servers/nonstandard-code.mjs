/** Refuses with an error code that means nothing. `--variant=reserved`: one that JSON-RPC has kept for itself. */
import { echo, faulty, healthy, RpcError, serve, variant } from './serve.mjs';

function call() {
  if (healthy) throw new RpcError(-32001, 'no such note');
  throw new RpcError(variant('zero') === 'zero' ? 0 : -32500, 'no such note');
}

serve({ tools: [echo, faulty(call)] });
