/** Sets everything up and forgets to run: exits with 0 and says nothing. */
import { healthy, serve } from './serve.mjs';

if (healthy) serve();
