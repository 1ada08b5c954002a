/** One tool's outputSchema describes a list. */
import { echo, faulty, healthy, serve } from './serve.mjs';

const items = { type: 'array', items: { type: 'string' } };
const outputSchema = healthy ? { type: 'object', properties: { items } } : items;
const call = ({ text }) => ({
  content: [{ type: 'text', text }],
  structuredContent: healthy ? { items: [text] } : [text],
});

serve({ tools: [echo, faulty(call, { outputSchema })] });
