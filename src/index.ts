/** The program behind `boot`: heard from the first moment on are signals and faults, while the rest is loaded. */
import { watchOutside } from './cli/outside.ts';

/** Runs a command line and ends the process; `onEnd` is called when all is told. */
export function start(words: readonly string[], onEnd: (hasRun: boolean, hasPassed: boolean) => void): void {
  const outside = watchOutside();
  try {
    // Asked for in many places: where it is gone, that is all there is to say.
    process.cwd();
  } catch (error) {
    outside.end(error);
  }
  import('./cli/main.ts').then(({ main }) => main(words, outside, onEnd)).catch(outside.end);
}
