/** Starts the server in the background, with its own pipes, and exits with code 0: `start.sh` with a `&` behind the command. */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { healthy, serve } from './serve.mjs';

const isBehind = process.argv.includes('--behind');
if (healthy || isBehind) {
  // However slow the machine is, the launcher has gone by then.
  if (isBehind) await sleep(500);
  serve();
} else {
  const [command, script] = process.argv;
  spawn(command, [script, '--behind'], { stdio: 'inherit' }).unref();
  process.exit(0);
}
