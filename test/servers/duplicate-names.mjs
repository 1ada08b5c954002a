/** Lists two tools of one name. */
import { echo, faulty, healthy, serve } from './serve.mjs';

serve({ tools: [echo, faulty(), ...(healthy ? [] : [faulty()])] });
