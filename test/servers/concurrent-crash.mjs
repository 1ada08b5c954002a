/** Two calls at once: `--variant=crash`: end it; `lost`: one is never answered; `swap`: they get each other's answer; `queue`: one waits. */
import { healthy, serve, textResult, tool, variant } from './serve.mjs';

const fault = healthy ? 'none' : variant('crash');
const MS = 600;
let running = 0;
let queue = Promise.resolve();
const texts = [];

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function call({ text }) {
  running += 1;
  texts.push(text);
  if (fault === 'crash' && running > 1) process.exit(1);
  if (fault === 'lost' && running > 1) return undefined;
  if (fault === 'queue') {
    queue = queue.then(() => sleep(MS));
    await queue;
  } else await sleep(MS);
  const said = fault === 'swap' && texts.length > 1 ? texts.pop() : text;
  running -= 1;
  if (running === 0) texts.length = 0;
  return textResult(said);
}

serve({ tools: [tool('echo', call, { annotations: { readOnlyHint: true } })] });
