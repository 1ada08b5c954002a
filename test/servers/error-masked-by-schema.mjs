/** Fails with structuredContent that does not fit its outputSchema. */
import { echo, errorResult, faulty, healthy, serve, textResult } from './serve.mjs';

const outputSchema = { type: 'object', properties: { length: { type: 'integer' } }, required: ['length'] };

function call({ text }) {
  if (healthy) return { ...textResult(text), structuredContent: { length: text.length } };
  return { ...errorResult('no such note'), structuredContent: { error: 'no such note' } };
}

serve({ tools: [echo, faulty(call, { outputSchema })] });
