/** Ends on unexpected input. `--variant=garbage`: a line that is no JSON; `args`: arguments of a wrong type; `tool`: an unknown tool. */
import { echo, healthy, serve, variant } from './serve.mjs';

const weakness = healthy ? 'none' : variant('garbage');
const readOnly = { ...echo, annotations: { readOnlyHint: true } };

serve({
  tools: [readOnly],
  unparsable: () => {
    if (weakness === 'garbage') process.exit(1);
  },
  request: ({ method, params }) => {
    if (method !== 'tools/call') return;
    if (weakness === 'args' && typeof params.arguments.text !== 'string')
      throw new TypeError('text.trim is not a function');
    if (weakness === 'tool' && params.name !== 'echo') process.exit(1);
  },
});
