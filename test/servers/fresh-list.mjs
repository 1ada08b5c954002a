/**
 * Lists its tools as it pleases. `--variant=order`: sorted only once it has been asked for something else; `other`: one tool has a
 * description that is new in every process; `more`: one tool is there only then; `first`: tools/list as the first request is refused.
 */
import { echo, healthy, RpcError, serve, tool, variant } from './serve.mjs';

const kind = healthy ? 'none' : variant('order');
let isOpened = false;

serve({
  tools: [echo, tool('zeta', echo.call), tool('alpha', echo.call)],
  request: ({ method }) => {
    isOpened ||= ['initialize', 'server/discover'].includes(method);
  },
  list: ({ tools }) => {
    if (kind === 'first' && !isOpened) throw new RpcError(-32600, 'Not initialized');
    if (kind === 'order' && !isOpened) return { tools: tools.toReversed() };
    if (kind === 'more' && !isOpened) return { tools: tools.slice(1) };
    if (kind === 'other')
      return { tools: [{ ...tools[0], description: `Started as ${process.pid}` }, ...tools.slice(1)] };
    return { tools };
  },
});
