/** The first call of `left` and of `right` gets no answer; later ones are answered when both are there at the same time. */
import { echo, healthy, serve, textResult, tool } from './serve.mjs';

const seen = new Set();
const open = new Map();
const readOnly = { annotations: { readOnlyHint: true } };

function meet(name) {
  return tool(
    name,
    ({ text }) => {
      if (healthy) return textResult(text);
      return new Promise((resolve) => {
        if (!seen.has(name)) return seen.add(name);
        open.set(name, () => resolve(textResult(text)));
        if (open.size === 2) for (const answer of open.values()) answer();
      });
    },
    readOnly,
  );
}

serve({ tools: [echo, meet('left'), meet('right')] });
