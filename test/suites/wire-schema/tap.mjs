/** `tap.mjs LOG COMMAND ARGS…` runs a server over stdio and writes each line of both sides to LOG: `{"from":"client","line":…}`. */
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [log, command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
const keep = (from) => (line) => appendFileSync(log, `${JSON.stringify({ from, line })}\n`);

createInterface(process.stdin).on('line', keep('client'));
createInterface(child.stdout).on('line', keep('server'));
process.stdin.pipe(child.stdin).on('error', () => {});
child.stdout.pipe(process.stdout);
child.once('close', (code) => process.exit(code ?? 1));
