/** One tool's inputSchema does not say `type: object`. `--variant=missing|array|no-schema|boolean` */
import { echo, faulty, healthy, serve, variant } from './serve.mjs';

const { properties } = echo.inputSchema;
const faults = { missing: { properties }, array: { type: 'array', items: {} }, 'no-schema': undefined, boolean: true };

serve({ tools: [echo, faulty(echo.call, healthy ? {} : { inputSchema: faults[variant('missing')] })] });
