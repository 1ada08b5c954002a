/**
 * Exceptions of ours, wherever they are thrown: in what is awaited, in a callback, in a timer. They all end up here; a
 * run that has met one is stopped, and reports what is known.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from '../model/errors.ts';

export interface Faults {
  /** What came after it is mostly its consequence; only a shortage of the system takes its place. */
  readonly first: Error | undefined;
  /** Resolves with the first. */
  readonly happened: Promise<Error>;
  note(error: unknown): void;
  /** What `body` gives; undefined where it throws, and then that is noted. The user's mistakes are thrown on. */
  attempt<T>(body: () => T): T | undefined;
  /** As `attempt`, for what is awaited. */
  attemptAsync<T>(body: () => Promise<T>): Promise<T | undefined>;
  /** Resolves this long after the first fault: what has not ended by then never will. */
  overdue(ms: number): Promise<void>;
  /** Writes the stack of the first to stderr, once; `clean` takes secrets out. */
  tell(clean: (text: string) => string): void;
}

/** From now on no exception ends the process by itself. */
export function watchFaults(): Faults {
  let first: Error | undefined;
  let isTold = false;
  let settle: (error: Error) => void;
  const happened = new Promise<Error>((resolve) => {
    settle = resolve;
  });
  const note = (error: unknown): undefined => {
    const caught = asError(error);
    // A shortage of the system shows as an odd exception first, and tells its name a moment later.
    if (!first || (isShortage(caught) && !isShortage(first))) first = caught;
    settle(first);
  };
  const catchOurs = (error: unknown): undefined => {
    if (error instanceof UsageError) throw error;
    return note(error);
  };
  process.on('uncaughtException', note);
  process.once('beforeExit', () => note(new Error('nothing is left to wait for, and the run has not ended')));
  return {
    get first() {
      return first;
    },
    happened,
    note,
    attempt: (body) => {
      try {
        return body();
      } catch (error) {
        return catchOurs(error);
      }
    },
    attemptAsync: (body) => body().catch(catchOurs),
    overdue: (ms) => happened.then(() => sleep(ms)),
    tell: (clean) => {
      if (first && !isTold) process.stderr.write(`${wordsFor(first, clean)}\n`);
      isTold = true;
    },
  };
}

/** Where the text cannot be cleaned, its message stays unsaid: the frames are our own code. */
function wordsFor(error: Error, clean: (text: string) => string): string {
  const head = "mcp-smoke failed, and that is its own fault, not your server's:";
  const stack = error.stack ?? error.message;
  try {
    return `${head}\n${clean(stack)}`;
  } catch {
    const frames = stack.split('\n').filter((line) => /^ {4}at /.test(line));
    return [head, `${error.constructor.name} (its message could not be searched for secrets)`, ...frames].join('\n');
  }
}

function isShortage({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EMFILE' || code === 'ENFILE' || code === 'ENOMEM';
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
