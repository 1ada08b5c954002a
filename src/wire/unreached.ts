/** What tells an exchange that failed from an exception of ours. */

/** The server could not be reached, or went away before its answer. `code` is Node's. */
export class Unreached extends Error {
  override readonly name = 'Unreached';
  readonly code: string | undefined;
  constructor(override readonly cause: unknown) {
    super((cause as Error).message);
    this.code = (cause as NodeJS.ErrnoException).code;
  }
}

/** For `catch` where no answer is an answer, too. */
export function ifUnreached(error: unknown): undefined {
  if (!(error instanceof Unreached)) throw error;
}
