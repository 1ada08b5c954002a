/** Exceptions of ours on the command line: also those that nobody awaits; told with their stack. */
import { createRequire } from 'node:module';
import { collectFaults, type Faults } from '../engine/faults.ts';

const require = createRequire(import.meta.url);

/** The exit code of it. */
export const OWN_FAULT = 70;

export interface ToldFaults extends Faults {
  /** Writes the stack of the first to stderr, once; `clean` takes secrets out. */
  tell(clean: (text: string) => string): void;
}

/** From now on no exception ends the process by itself. */
export function watchFaults(): ToldFaults {
  const faults = collectFaults();
  let isTold = false;
  // Whoever ends before the program says how has not passed.
  process.exitCode = OWN_FAULT;
  process.on('uncaughtException', faults.note);
  process.once('beforeExit', () => faults.note(new Error('nothing is left to wait for, and the run has not ended')));
  const tell: ToldFaults['tell'] = (clean) => {
    if (!faults.first || isTold) return;
    isTold = true;
    process.stderr.write(`${wordsFor(faults.first, clean)}\n`);
  };
  process.once('exit', () => tell(unclean));
  // What it has met is asked for again and again.
  return Object.create(faults, { tell: { value: tell, enumerable: true } }) as ToldFaults;
}

/** At the very end there is nobody to clean it. */
function unclean(): never {
  throw new Error('the process is at its end');
}

/** Where the text cannot be cleaned, its message stays unsaid: the frames are our own code. */
function wordsFor(error: Error, clean: (text: string) => string): string {
  const head = "mcp-smoke failed, and that is its own fault, not your server's:";
  const stack = withNames(error.stack ?? error.message);
  try {
    return `${head}\n${clean(stack)}`;
  } catch {
    const frames = stack.split('\n').filter((line) => /^ {4}at /.test(line));
    return [head, `${error.constructor.name} (its message could not be searched for secrets)`, ...frames].join('\n');
  }
}

/** As it is where the folder of the program is gone by now. */
function withNames(stack: string): string {
  try {
    const { readableStack }: typeof import('../engine/readable-stack.ts') = require('../engine/readable-stack.ts');
    return readableStack(stack);
  } catch {
    return stack;
  }
}
