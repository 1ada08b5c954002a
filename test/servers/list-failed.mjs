/** Declares tools and answers tools/list with an error. */
import { healthy, RpcError, serve } from './serve.mjs';

serve({
  list: (result) => {
    if (!healthy) throw new RpcError(-32603, 'cannot reach the notes database');
    return result;
  },
});
