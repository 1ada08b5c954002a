/**
 * What only the official client refuses. `--variant=result`: a priority over 1; `leak`: in a result with another fault; `schema`: a
 * boolean subschema, which is legal.
 */
import { echo, faulty, healthy, serve, variant } from './serve.mjs';

const fault = healthy ? 'none' : variant('result');
const inputSchema = { type: 'object', properties: { text: { type: 'string' }, any: true }, required: ['text'] };

function call({ text }) {
  const annotations = { priority: fault === 'result' || fault === 'leak' ? 5 : 1 };
  return { content: [{ type: 'text', text: fault === 'leak' ? '[object Promise]' : text, annotations }] };
}

serve({ tools: [echo, faulty(call, fault === 'schema' ? { inputSchema } : {})] });
