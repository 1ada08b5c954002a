/** Declares tools and lists none. `--list-changed`: says that the list may change. */
import { healthy, serve } from './serve.mjs';

const tools = process.argv.includes('--list-changed') ? { listChanged: true } : {};

serve({
  initialize: (result) => ({ ...result, capabilities: { tools } }),
  list: (result) => (healthy ? result : { ...result, tools: [] }),
});
