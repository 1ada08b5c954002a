/** One tool's schema cannot be compiled. `--variant=pattern|async|type|tuple`; the last is valid in draft-07. */
import { echo, faulty, healthy, serve, variant } from './serve.mjs';

const faults = {
  pattern: { properties: { text: { type: 'string', pattern: '(?<!x' } } },
  async: { $async: true, properties: { text: { type: 'string' } } },
  tuple: { properties: { ...echo.inputSchema.properties, pair: { type: 'array', items: [{ type: 'number' }] } } },
  type: { properties: { text: { type: 'text' } } },
};
const fault = healthy ? {} : faults[variant('pattern')];

serve({ tools: [echo, faulty(echo.call, { inputSchema: { ...echo.inputSchema, ...fault } })] });
