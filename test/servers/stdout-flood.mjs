/**
 * Writes many lines to stdout inside a tool, as log libraries and print() do. `--kind=info|brace|open|pretty|json|…`,
 * `--lines=10000`, `--forever`. With `--healthy` they go to stderr.
 */
import { writeSync } from 'node:fs';
import { echo, faulty, healthy, option, serve, textResult } from './serve.mjs';

const KINDS = {
  plain: (i) => `processed item ${i}`,
  info: (i) => `[INFO] 12:00:00 processed item ${i}`,
  date: (i) => `[2026-11-21 12:00:00] processed item ${i}`,
  mixed: (i) => `[INFO] {"id": ${i}, "took": NaN}`,
  brace: (i) => `{ "a": ${i} }}`,
  open: (i) => `{ "a": ${i}, "b": {`,
  quotes: (i) => `{ ${'\\"'.repeat(20)} ${i}`,
  array: () => '[',
  pretty: (i) => JSON.stringify({ level: 'info', item: i }, null, 2),
  json: (i) => JSON.stringify({ level: 30, time: 1, msg: `item ${i}` }),
};
const line = KINDS[option('kind', 'info')];
const count = process.argv.includes('--forever') ? Number.POSITIVE_INFINITY : Number(option('lines', 10_000));

function call() {
  let text = '';
  for (let i = 0; i < count; i++) {
    text += `${line(i)}\n`;
    if (text.length < 60_000 && i < count - 1) continue;
    writeWhole(healthy ? 2 : 1, text);
    text = '';
  }
  return textResult('done');
}

/** A pipe that is full says so. */
function writeWhole(descriptor, text) {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

serve({ tools: [echo, faulty(call)] });
