/** Returns nothing, and calls it a success. */
import { echo, faulty, healthy, serve } from './serve.mjs';

serve({ tools: [echo, faulty(healthy ? echo.call : () => ({ content: [] }))] });
