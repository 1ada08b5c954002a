/** Prints to stdout inside a tool. */
import { echo, faulty, healthy, serve } from './serve.mjs';

const log = healthy ? console.error : console.log;

function call(args) {
  log(`calling faulty with ${args.text}`);
  return echo.call(args);
}

serve({ tools: [echo, faulty(call)] });
