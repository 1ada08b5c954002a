/** One bad tool of four. `--variant=no-type|no-name|title` */
import { echo, faulty, healthy, serve, tool, variant } from './serve.mjs';

const faults = { 'no-type': { inputSchema: {} }, 'no-name': { name: undefined }, title: { title: 42 } };
const fault = healthy ? {} : faults[variant('no-type')];

serve({ tools: [echo, faulty(echo.call, fault), tool('third', echo.call), tool('fourth', echo.call)] });
