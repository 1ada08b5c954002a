/** A tool that wants an integer. */
import { serve, textResult, tool } from './serve.mjs';

const inputSchema = { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] };

serve({ tools: [tool('by_id', ({ id }) => textResult(`number ${id}`), { inputSchema })] });
