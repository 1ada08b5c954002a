/** Lives and reads, but never answers initialize. `--variant=http`: because it listens on a port instead. */
import { healthy, serve, variant } from './serve.mjs';

if (!healthy && variant('silent') === 'http') console.error('INFO: Uvicorn running on http://127.0.0.1:8000');
serve({ initialize: (result) => (healthy ? result : undefined) });
