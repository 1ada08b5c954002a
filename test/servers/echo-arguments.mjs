/** Gives away its command line and its environment, in an answer and on stderr. */
import { faulty, serve, textResult } from './serve.mjs';

console.error(`started with ${process.argv.slice(2).join(' ')}`);
const shown = () => JSON.stringify({ args: process.argv.slice(2), env: process.env });

serve({ tools: [faulty(() => textResult(shown()))] });
