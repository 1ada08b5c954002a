/** Never answers a call; everything else, also ping, goes on. `--variant=list`: it is tools/list that hangs. */
import { echo, faulty, healthy, serve, variant } from './serve.mjs';

const hangs = healthy ? 'nothing' : variant('call');

serve({
  tools: [echo, faulty(hangs === 'call' ? () => undefined : echo.call)],
  list: (result) => (hangs === 'list' ? undefined : result),
});
