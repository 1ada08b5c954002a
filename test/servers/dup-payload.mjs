/** Sends the same big JSON as text and as structuredContent. The twin's is small, as the specification asks for. */
import { echo, faulty, healthy, serve, textResult } from './serve.mjs';

function call() {
  const structuredContent = {
    notes: Array.from({ length: healthy ? 10 : 1000 }, (_, id) => ({ id, title: `note ${id}` })),
  };
  return { ...textResult(JSON.stringify(structuredContent)), structuredContent };
}

serve({ tools: [echo, faulty(call)] });
