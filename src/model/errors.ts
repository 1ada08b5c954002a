/** Exceptions are for the user's mistake and for ours; a server's misbehaviour is a value. */

/** The user's mistake: wrong options or a wrong smoke file. Exit code 2; nothing was started. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A report of a format that cannot be made of this run; its message is for people. */
export class ReportRefused extends Error {
  override readonly name = 'ReportRefused';
}
