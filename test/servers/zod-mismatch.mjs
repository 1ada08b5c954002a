/** Fails whenever a tool has arguments: two versions of zod meet. */
import { echo, faulty, healthy, RpcError, serve } from './serve.mjs';

function call() {
  throw new RpcError(-32603, 'keyValidator._parse is not a function');
}

serve({ tools: [echo, faulty(healthy ? echo.call : call)] });
