/** A cancellation ends the server. */
import { echo, healthy, serve, textResult, tool } from './serve.mjs';

const slow = tool(
  'slow',
  async ({ text }) => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return textResult(text);
  },
  { annotations: { readOnlyHint: true } },
);

serve({
  tools: [slow, echo],
  notified: ({ method }) => {
    if (!healthy && method === 'notifications/cancelled') throw new Error('Request already responded to');
  },
});
