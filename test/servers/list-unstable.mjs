/** Lists its tools in another order each time. `--variant=other`: drops one of them. `--variant=told`: says so, which is legal. */
import { echo, faulty, healthy, notify, serve, variant } from './serve.mjs';

let asked = 0;

function list(result) {
  if (healthy || asked++ === 0) return result;
  if (variant('order') === 'told') notify('notifications/tools/list_changed');
  return { tools: variant('order') === 'order' ? result.tools.reverse() : result.tools.slice(1) };
}

serve({ tools: [echo, faulty()], list });
