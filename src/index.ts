/** The program: what `bin/mcp-smoke.js` runs. */
import { main } from './cli/main.ts';

await main(process.argv.slice(2));
