/**
 * Reads line by line, as a program without an event loop does, and leaves the answer to `faulty` in its buffer until it writes the next.
 * `--healthy`: it is written at once, after the `--ms=500` that the call takes.
 */
import { readSync, writeSync } from 'node:fs';
import { createProtocol, healthy, option } from './protocol.mjs';

const handle = createProtocol();
const clock = new Int32Array(new SharedArrayBuffer(4));
const piece = Buffer.alloc(65_536);
let input = '';
let buffer = '';

function write(response, request) {
  buffer += `${JSON.stringify(response)}\n`;
  if (!healthy && request.method === 'tools/call' && request.params.name === 'faulty') return;
  writeSync(1, buffer);
  buffer = '';
}

for (;;) {
  const length = readSync(0, piece);
  if (length === 0) process.exit(0);
  const lines = (input + piece.toString('utf8', 0, length)).split('\n');
  input = lines.pop();
  for (const request of lines.map((line) => JSON.parse(line)).filter(({ id }) => id !== undefined)) {
    if (request.method === 'tools/call') Atomics.wait(clock, 0, 0, Number(option('ms', 0)));
    write(await handle(request), request);
  }
}
