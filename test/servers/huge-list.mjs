/** Healthy: a list of tools of 1.1 MB. */
import { echo, faulty, serve, tool } from './serve.mjs';

const description = 'A long description. '.repeat(170);
const many = Array.from({ length: 310 }, (_, index) => tool(`tool_${index}`, echo.call, { description }));

serve({ tools: [echo, faulty(), ...many] });
