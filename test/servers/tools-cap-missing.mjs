/** Lists tools, but does not declare them in its capabilities. */
import { healthy, serve } from './serve.mjs';

serve({ initialize: (result) => (healthy ? result : { ...result, capabilities: {} }) });
