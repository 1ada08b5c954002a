/** Prints to stdout inside a tool; `--variant=colours|behind`: on the line of the answer, around it or behind it. */
import { atFault, echo, faulty, healthy, send, serve, variant, write } from './serve.mjs';

const log = healthy ? console.error : console.log;
const where = variant('before');

function call(args) {
  if (where === 'before') log(`calling faulty with ${args.text}`);
  return echo.call(args);
}

function reply(response, request) {
  const text = JSON.stringify(response);
  if (!atFault(request) || where === 'before') send(response);
  else write(where === 'colours' ? `\u001b[32m${text}\u001b[0m\n` : `${text} done\n`);
}

serve({ tools: [echo, faulty(call)], reply });
