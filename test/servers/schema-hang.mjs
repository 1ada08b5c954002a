/** An outputSchema whose pattern backtracks for ever on the value that the tool returns. */
import { echo, faulty, healthy, serve } from './serve.mjs';

const pattern = healthy ? '^a+!$' : '^(a+)+$';
const outputSchema = { type: 'object', properties: { text: { type: 'string', pattern } } };
const structuredContent = { text: `${'a'.repeat(60)}!` };

serve({ tools: [echo, faulty(() => ({ content: [], structuredContent }), { outputSchema })] });
