/** The program: what `bin/mcp-smoke.js` runs. */
import { watchOutside } from './cli/outside.ts';

// Signals and faults are heard from the first moment on, while the rest is loaded.
const outside = watchOutside();
try {
  const { main } = await import('./cli/main.ts');
  await main(process.argv.slice(2), outside);
} catch (error) {
  outside.end(error);
}
