/** Shows its stack to the client. `--variant=node|python|rpc` */
import { echo, errorResult, faulty, healthy, RpcError, serve, variant } from './serve.mjs';

const node =
  'TypeError: store is not open\n    at read (file:///app/store.mjs:12:5)\n    at call (file:///app/server.mjs:3:1)';
const python = 'Failed\nTraceback (most recent call last):\n  File "/app/server.py", line 3, in get\nKeyError: 7';

const ways = {
  node: () => errorResult(node),
  python: () => errorResult(python),
  rpc: () => {
    throw new RpcError(-32603, 'store is not open', { stack: node });
  },
};

const call = () => (healthy ? errorResult('The store is not open, at 12:30:05.') : ways[variant('node')]());

serve({ tools: [echo, faulty(call)] });
