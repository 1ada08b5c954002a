/** Sets everything up and forgets to run: exits with 0 and says nothing. `--variant=caught`: it says why, and still exits with 0. */
import { healthy, serve, variant } from './serve.mjs';

if (healthy) serve();
else if (variant('silent') === 'caught') console.error('ERROR: ACME_API_KEY is not set, please export it');
