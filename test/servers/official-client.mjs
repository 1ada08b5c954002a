/** What only the official client refuses. `--variant=result`: a priority over 1; `schema`: a boolean subschema, which is legal. */
import { echo, faulty, healthy, serve, variant } from './serve.mjs';

const fault = healthy ? 'none' : variant('result');
const inputSchema = { type: 'object', properties: { text: { type: 'string' }, any: true }, required: ['text'] };

function call({ text }) {
  const annotations = fault === 'result' ? { priority: 5 } : { priority: 1 };
  return { content: [{ type: 'text', text, annotations }] };
}

serve({ tools: [echo, faulty(call, fault === 'schema' ? { inputSchema } : {})] });
