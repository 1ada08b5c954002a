/** Calls at the same time: `--variant=shared`: all get the answer of the last; `next`: each that of the next number, always. `--healthy`. */
import { healthy, serve, textResult, tool, variant } from './serve.mjs';

const fault = healthy ? 'none' : variant('shared');
let last = '';

async function call({ text }) {
  last = text;
  await new Promise((resolve) => setTimeout(resolve, 30));
  if (fault === 'next') return textResult(text.replace(/\d+/, (digits) => Number(digits) + 1));
  return textResult(fault === 'shared' ? last : text);
}

serve({ tools: [tool('slow', call)] });
