/** Tools with and without readOnlyHint, and one whose schema has an example with `${` in it. `--log=FILE` as `script.mjs`. */
import { appendFileSync } from 'node:fs';
import { option, serve, textResult, tool } from './serve.mjs';

const logged = (name, annotations, more = {}) =>
  tool(
    name,
    ({ text }) => {
      appendFileSync(option('log', ''), `${name} ${text}\n`);
      return textResult('done');
    },
    { annotations, ...more },
  );

const inputSchema = { type: 'object', properties: { text: { type: 'string', const: '${HOME}' } }, required: ['text'] };
serve({
  tools: [
    logged('no', { readOnlyHint: false }),
    logged('other', { idempotentHint: true }),
    logged('yes', { readOnlyHint: true }, { inputSchema }),
  ],
});
