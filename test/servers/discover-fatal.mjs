/** Anything but initialize as the first request: `--variant=fatal`: ends it; `silent`: is not answered. */
import { echo, healthy, serve, variant } from './serve.mjs';

let initialized = false;
const fault = healthy ? 'none' : variant('fatal');

serve({
  tools: [{ ...echo, annotations: { readOnlyHint: true } }],
  request: ({ method }) => {
    initialized ||= method === 'initialize';
    if (fault === 'fatal' && !initialized) throw new Error('ExpectedInitializeRequest');
  },
  answer: (response) => (fault === 'silent' && !initialized ? undefined : response),
});
