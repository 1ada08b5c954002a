/** Speaks one revision, `--speaks=2025-11-25`, whatever it is asked for; every revision where it is healthy. */
import { healthy, option, serve } from './serve.mjs';

const protocolVersion = option('speaks', '2025-11-25');

serve({ initialize: (result) => (healthy ? result : { ...result, protocolVersion }) });
