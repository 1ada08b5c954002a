/** Lists its tools on two pages. */
import { healthy, serve } from './serve.mjs';

function list({ tools }, { params }) {
  if (healthy) return { tools };
  return params?.cursor === '2' ? { tools: tools.slice(1) } : { tools: tools.slice(0, 1), nextCursor: '2' };
}

serve({ list });
