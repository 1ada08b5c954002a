/** A tool that wants an integer, and takes prices. */
import { serve, textResult, tool } from './serve.mjs';

const price = { type: 'number', multipleOf: 0.01 };
const properties = { id: { type: 'integer' }, price, discount: { anyOf: [price, { type: 'null' }] } };
const inputSchema = { type: 'object', properties, required: ['id'] };

serve({ tools: [tool('by_id', ({ id }) => textResult(`number ${id}`), { inputSchema })] });
