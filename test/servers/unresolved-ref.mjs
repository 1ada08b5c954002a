/** One tool's schema refers to a definition that is not there. */
import { echo, faulty, healthy, serve } from './serve.mjs';

const inputSchema = {
  type: 'object',
  properties: { text: { $ref: '#/$defs/Text' } },
  required: ['text'],
  ...(healthy ? { $defs: { Text: { type: 'string' } } } : {}),
};

serve({ tools: [echo, faulty(echo.call, { inputSchema })] });
