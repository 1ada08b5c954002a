/** What `bin/mcp-smoke.js` runs: as little as can be before the server is started. */
import { basename } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { keep } from './code-cache.ts';
import { load, loadedPacks } from './packs.ts';
import { speak } from './spoken.ts';

interface Program {
  start(words: readonly string[], onEnd: (hasRun: boolean) => void): void;
}

const SHARED = ['start.js', 'judge.js'];

const words = process.argv.slice(2);

if (!isMainThread) load('judging.js');
else if (!speak(words)) (load('program.js') as Program).start(words, keepCode);

/** Of what every command begins with, only a run knows all that a run needs. */
function keepCode(hasRun: boolean): void {
  for (const pack of loadedPacks()) if (hasRun || !SHARED.includes(basename(pack.file))) keep(pack);
}
