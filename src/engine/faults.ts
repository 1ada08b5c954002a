/**
 * Exceptions of ours, wherever they are thrown: in what is awaited, in a callback, in a timer. They all end up here; a
 * run that has met one is stopped, and reports what is known.
 */
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
}

/** Nothing is heard here but what is noted. */
export function collectFaults(): Faults {
  let first: Error | undefined;
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
  };
}

function isShortage({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EMFILE' || code === 'ENFILE' || code === 'ENOMEM';
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
