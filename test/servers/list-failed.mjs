/** Declares tools and answers tools/list with an error. `--variant=unknown`: as a method that there is not; `zod`, `key`: by what it does. */
import { healthy, RpcError, serve, variant } from './serve.mjs';

const errors = {
  database: [-32603, 'cannot reach the notes database'],
  unknown: [-32601, 'Method not found'],
  zod: [-32603, 'Cannot convert the schema of "find"'],
  key: [-32603, 'Invalid API key'],
};

serve({
  list: (result) => {
    if (!healthy) throw new RpcError(...errors[variant('database')]);
    return result;
  },
});
