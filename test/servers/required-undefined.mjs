/** A property was renamed and `required` was forgotten. */
import { echo, faulty, healthy, serve } from './serve.mjs';

const person = { type: 'object', properties: { name: { type: 'string' } }, required: [healthy ? 'name' : 'fullName'] };
/** Any name may be asked for where any is allowed. */
const env = { type: 'object', properties: {}, required: ['PATH'], additionalProperties: { type: 'string' } };
const inputSchema = { ...echo.inputSchema, properties: { ...echo.inputSchema.properties, person, env } };

serve({ tools: [echo, faulty(echo.call, { inputSchema })] });
