/** Exits because a variable of its environment is missing. */
import { healthy, serve } from './serve.mjs';

if (!healthy && !process.env.ACME_API_KEY) {
  console.error('Error: ACME_API_KEY environment variable is required');
  process.exit(1);
}
serve();
