/** Reads lines of 64 KiB at most, as an asyncio reader does by default, and drops longer ones. */
import { echo, healthy, serve } from './serve.mjs';

serve({
  tools: [{ ...echo, annotations: { readOnlyHint: true } }],
  longest: healthy ? Number.POSITIVE_INFINITY : 65_536,
});
