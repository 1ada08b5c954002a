/** Lives on when its stdin ends. `--variant=stubborn`: and ignores SIGTERM. Ends by itself after a minute. */
import { healthy, serve, variant } from './serve.mjs';

const LIFE_MS = 60_000;

if (!healthy) setTimeout(() => process.exit(0), LIFE_MS);
if (!healthy && variant('plain') === 'stubborn') process.on('SIGTERM', () => {});
serve(healthy ? {} : { ended: () => {} });
