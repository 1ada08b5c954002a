/** How a process ended, in words. */

interface Exit {
  readonly exitCode?: number;
  readonly signal?: string;
}

/** `exit code 1`, `signal SIGSEGV`, or that it is not known. */
export function exitWords({ exitCode, signal }: Exit): string {
  if (signal !== undefined) return `signal ${signal}`;
  return exitCode === undefined ? 'exit code unknown' : `exit code ${exitCode}`;
}

/** What an exit code or signal is known to mean; shells report a signal as 128 and its number. */
export function exitCause({ exitCode, signal }: Exit): string | undefined {
  if (signal === 'SIGKILL' || exitCode === 137) {
    return 'It was killed (SIGKILL): most likely it ran out of memory, so raise the limit or use less of it.';
  }
  if (signal === 'SIGSEGV' || exitCode === 139) {
    return 'It accessed memory that is not its own (SIGSEGV): look at native modules that the code loads.';
  }
  if (signal === 'SIGABRT' || exitCode === 134) {
    return 'It aborted itself (SIGABRT): a failed assertion, or the heap limit of Node was reached.';
  }
  return undefined;
}
