/** One tool's schema is too much for any client. `--variant=deep|wide|long` */
import { echo, faulty, healthy, serve, variant } from './serve.mjs';

const deep = (levels) => (levels === 0 ? { type: 'string' } : { type: 'object', properties: { a: deep(levels - 1) } });
const wide = (count) => ({
  type: 'object',
  properties: Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, { type: 'string' }])),
});
const faults = {
  deep: () => deep(200),
  wide: () => wide(20_000),
  long: () => ({ type: 'object', description: 'x'.repeat(2_000_000) }),
};
const inputSchema = healthy ? deep(20) : faults[variant('deep')]();

serve({ tools: [echo, faulty(echo.call, { inputSchema })] });
