/** The program behind `boot`: heard from the first moment on are signals and faults, while the rest is loaded. */
import { watchOutside } from './cli/outside.ts';

/** Runs a command line and ends the process; `onEnd` is called when all is told, with whether there was a run. */
export function start(words: readonly string[], onEnd: (hasRun: boolean) => void): void {
  const outside = watchOutside();
  import('./cli/main.ts')
    .then(({ main }) => {
      // A folder that is gone is told here: nothing can be done in it.
      process.cwd();
      return main(words, outside, onEnd);
    })
    .catch(outside.end);
}
