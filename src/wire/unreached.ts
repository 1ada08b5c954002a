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

/** What Node says of an address or a header that cannot be sent: others' words made it so. */
const UNSENDABLE = /^ERR_(?:INVALID_(?:CHAR|HTTP_TOKEN|PROTOCOL|URL)|UNESCAPED_CHARACTERS)$/;

/** Makes a request, or a part of it, of the words of a file or a server. Throws Unreached where it cannot be sent. */
export function makeOfWords<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw UNSENDABLE.test((error as NodeJS.ErrnoException).code ?? '') ? new Unreached(error) : error;
  }
}

/** For `catch` where the failure is told. */
export function asUnreached(error: unknown): { error: Unreached } {
  if (error instanceof Unreached) return { error };
  throw error;
}

/** For `catch` where others' code has called ours and catches all: an exception of ours is thrown past it, too. */
export function pastOthers(error: unknown): never {
  if (!(error instanceof Unreached)) {
    queueMicrotask(() => {
      throw error;
    });
  }
  throw error;
}

/** For `catch` where no answer is an answer, too. */
export function ifUnreached(error: unknown): undefined {
  if (!(error instanceof Unreached)) throw error;
}
