/** Checks its environment with zod before it serves, and lacks a variable of it. */
import { z } from 'zod';
import { healthy, serve } from './serve.mjs';

const Environment = z.object({ ACCESS: z.string(), PORT: z.coerce.number().default(1) });

function readEnvironment() {
  return Environment.parse({ ...(healthy ? { ACCESS: 'x' } : {}), PORT: process.env.PORT });
}

readEnvironment();
serve();
