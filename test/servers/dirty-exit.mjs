/** Ends with an error code when its stdin ends. */
import { healthy, serve } from './serve.mjs';

serve({ ended: () => process.exit(healthy ? 0 : 1) });
