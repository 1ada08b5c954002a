/**
 * `faulty` answers with `--mb=20`, written in pieces with a pause of `--pause=50` ms behind each MB, during which pings are queued. With
 * `--blocks` its event loop stands still for `--ms=3000` before it writes.
 */
import { echo, faulty, option, serve, textResult } from './serve.mjs';

const MB = 1024 * 1024;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
let writing = Promise.resolve();

/** One message after the other: what comes meanwhile waits for its turn. */
function reply(response) {
  const text = `${JSON.stringify(response)}\n`;
  writing = writing.then(async () => {
    for (let at = 0; at < text.length; at += MB) {
      await new Promise((resolve) => process.stdout.write(text.slice(at, at + MB), resolve));
      if (text.length > MB) await sleep(Number(option('pause', 50)));
    }
  });
}

function call() {
  if (process.argv.includes('--blocks'))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(option('ms', 3000)));
  return textResult('x'.repeat(Number(option('mb', 20)) * MB));
}

serve({ tools: [echo, faulty(call)], reply });
