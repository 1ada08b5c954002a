/**
 * The second call in one process is never answered, nor any after it; `--only`: those after it are. `--answered=N`: it is the call
 * behind so many. `--blocks`: the event loop is blocked for good;
 * with `--once=FILE` not where that file is there, which it makes. `--hint=none`: says no readOnlyHint.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { echo, faulty, healthy, option, serve, textResult } from './serve.mjs';

const hints = option('hint', 'read-only') === 'none' ? {} : { annotations: { readOnlyHint: true } };
const answered = Number(option('answered', 1));
const only = process.argv.includes('--only');
const once = option('once', '');
let calls = 0;

function isMade() {
  const isThere = existsSync(once);
  writeFileSync(once, '');
  return isThere;
}

function call({ text }) {
  calls++;
  const hangs = only ? calls === answered + 1 : calls > answered;
  if (hangs && once && isMade()) return textResult(text);
  if (hangs && !healthy && process.argv.includes('--blocks'))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  return hangs && !healthy ? undefined : textResult(text);
}

serve({ tools: [echo, faulty(call, hints)] });
