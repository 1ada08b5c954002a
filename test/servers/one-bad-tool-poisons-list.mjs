/** One bad tool of four. `--variant=no-type|no-name|title`; `cursor`: no bad tool, and the cursor is a number. */
import { echo, faulty, healthy, serve, tool, variant } from './serve.mjs';

const faults = { 'no-type': { inputSchema: {} }, 'no-name': { name: undefined }, title: { title: 42 } };
const fault = healthy ? {} : faults[variant('no-type')];

const list = (result) => (!healthy && variant('') === 'cursor' ? { ...result, nextCursor: 2 } : result);

serve({ list, tools: [echo, faulty(echo.call, fault), tool('third', echo.call), tool('fourth', echo.call)] });
