/** Declares an outputSchema and returns only text. */
import { echo, faulty, healthy, serve, textResult } from './serve.mjs';

const outputSchema = { type: 'object', properties: { length: { type: 'integer' } }, required: ['length'] };

function call({ text }) {
  const length = text.length;
  return healthy ? { ...textResult(`${length}`), structuredContent: { length } } : textResult(`${length}`);
}

serve({ tools: [echo, faulty(call, { outputSchema })] });
