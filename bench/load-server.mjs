/** The least server for load: `echo`, and `big` with an answer of 50 MB on one line. */
import { echo, serve, textResult, tool } from '../test/servers/serve.mjs';

serve({ tools: [echo, tool('big', () => textResult('x'.repeat(50e6)))] });
