/** Writes a great deal to stderr in a call. `--bytes=52428800` */
import { echo, faulty, healthy, option, serve } from './serve.mjs';

const LINE = `${'noise '.repeat(170)}\n`;
const lines = healthy ? 0 : Number(option('bytes', 52_428_800)) / LINE.length;

function call(args) {
  for (let line = 0; line < lines; line++) process.stderr.write(LINE);
  return echo.call(args);
}

serve({ tools: [echo, faulty(call)] });
