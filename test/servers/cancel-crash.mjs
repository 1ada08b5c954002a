/** A cancellation ends the server: at once, `--variant=soon` behind what came along with it, or (`lazily`) when the next message comes, as in mcp 1.9. `slow` takes `--ms=100`. */
import { echo, healthy, option, serve, textResult, tool, variant } from './serve.mjs';

const slow = tool(
  'slow',
  async ({ text }) => {
    await new Promise((resolve) => setTimeout(resolve, Number(option('ms', 100))));
    return textResult(text);
  },
  { annotations: { readOnlyHint: true } },
);

/** The loop is gone, and only the thread that reads is left. */
let isDead = false;
const die = () => {
  throw new Error('Request already responded to');
};

serve({
  tools: [slow, echo],
  answer: (response) => (isDead ? undefined : response),
  notified: ({ method }) => {
    if (healthy || method !== 'notifications/cancelled') return;
    if (variant('at-once') === 'soon') return setImmediate(die);
    if (variant('at-once') !== 'lazily') die();
    isDead = true;
  },
  // Also where it has come in one piece with the cancellation.
  request: () => {
    if (isDead) setTimeout(die, 300);
  },
});
