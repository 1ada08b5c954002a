/** Declares tools and lists none. */
import { healthy, serve } from './serve.mjs';

serve({ list: (result) => (healthy ? result : { tools: [] }) });
