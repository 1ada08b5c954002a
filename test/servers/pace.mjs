/** Two tools: one takes MS milliseconds, the other says WORD. */
import { setTimeout as sleep } from 'node:timers/promises';
import { serve, textResult, tool } from './serve.mjs';

const { MS = '0', WORD = '' } = process.env;

serve({
  tools: [
    tool('paced', async () => {
      await sleep(Number(MS));
      return textResult('done');
    }),
    tool('word', () => textResult(WORD)),
  ],
});
