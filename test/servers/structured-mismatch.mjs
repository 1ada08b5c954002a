/** Returns structuredContent that does not fit its outputSchema. */
import { echo, faulty, healthy, serve, textResult } from './serve.mjs';

const outputSchema = { type: 'object', properties: { length: { type: 'integer' } }, required: ['length'] };

function call({ text }) {
  const length = healthy ? text.length : `${text.length}`;
  return { ...textResult(`${length}`), structuredContent: { length } };
}

serve({ tools: [echo, faulty(call, { outputSchema })] });
