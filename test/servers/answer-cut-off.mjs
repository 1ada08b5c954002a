/**
 * Half of an answer is written and the rest never: the session goes on behind it (`--variant=glued`), on a new line (`line`),
 * the event loop blocks (`blocks`), stdout is closed (`closes`), or the process exits with code 0 (`exits`). `--id=last` writes the id behind the result, as the SDK
 * for TypeScript does. `slow`, which is healthy: the answer comes in pieces, with `--pause=900` ms between them.
 */
import { closeSync } from 'node:fs';
import { atFault, option, send, serve, variant, write } from './serve.mjs';

const behind = {
  glued() {},
  line: () => write('\n'),
  blocks: () => setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 50),
  closes() {
    setInterval(() => {}, 1000);
    setTimeout(() => closeSync(1), 50);
  },
  exits: () => process.exit(0),
};

function dressed({ id, result, ...rest }) {
  return JSON.stringify(option('id', 'first') === 'last' ? { result, ...rest, id } : { ...rest, id, result });
}

async function slowly(text) {
  const piece = Math.ceil(text.length / 3);
  for (let at = 0; at < text.length; at += piece) {
    write(text.slice(at, at + piece));
    if (at + piece < text.length) await new Promise((resolve) => setTimeout(resolve, Number(option('pause', 900))));
  }
}

let queue = Promise.resolve();

function reply(response, request) {
  if (variant('glued') === 'slow') {
    const text = JSON.stringify(response);
    queue = queue.then(() => (request.method === 'tools/call' ? slowly(`${text}\n`) : write(`${text}\n`)));
  } else if (atFault(request)) {
    const text = dressed(response);
    write(text.slice(0, Math.ceil(text.length * 0.7)));
    behind[variant('glued')]();
  } else send(response);
}

serve({ reply });
