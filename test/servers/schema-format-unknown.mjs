/** One tool's schema names a format that no one knows. `--format=` another one, for example that of a language. */
import { echo, faulty, healthy, option, serve } from './serve.mjs';

const count = { type: 'integer', ...(healthy ? {} : { format: option('format', 'money') }) };
const inputSchema = { ...echo.inputSchema, properties: { ...echo.inputSchema.properties, count } };

serve({ tools: [echo, faulty(echo.call, { inputSchema })] });
