/** What `bin/mcp-smoke.js` runs: as little as can be before the server is started. */
import { basename } from 'node:path';
import { keep } from './code-cache.ts';
import { lessonOf } from './lesson.ts';
import { load, loadedPacks } from './packs.ts';
import { speak } from './spoken.ts';

interface Program {
  start(words: readonly string[], onEnd: (hasRun: boolean, hasPassed: boolean) => void): void;
}

/** What every command begins with. */
const SHARED = ['start.js', 'judge.js'];

/** The program, with the words of this process's command line. */
export function start(): void {
  const words = process.argv.slice(2);
  if (!speak(words)) (load('program.js') as Program).start(words, (...end) => keepCode(words, ...end));
}

/** What `import 'mcp-smoke'` gives: nothing is started, heard or kept. */
export function library(): unknown {
  return load('library.js');
}

/** What `import 'mcp-smoke/test'` gives. */
export function testing(): unknown {
  return load('testing.js');
}

/** The judging thread's side. */
export function startThread(): void {
  load('judging.js');
}

/** Of what is shared, only a run knows all that a run needs. */
function keepCode(words: readonly string[], hasRun: boolean, hasPassed: boolean): void {
  const lesson = lessonOf(words, hasPassed);
  for (const pack of loadedPacks()) if (hasRun || !SHARED.includes(basename(pack.file))) keep(pack, lesson);
}
