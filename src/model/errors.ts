/** Exceptions are for the user's mistake and for ours; a server's misbehaviour is a value. */

import type { Place } from './json.ts';

/** The user's mistake: wrong options or a wrong smoke file. Exit code 2; nothing was started. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'ERR_MCP_SMOKE_USAGE';

  /** `place`: where in a smoke file, if it stands in one. */
  constructor(
    message: string,
    readonly place?: Place,
  ) {
    super(message);
  }
}

/** A report of a format that cannot be made of this run; its message is for people. */
export class ReportRefused extends Error {
  override readonly name = 'ReportRefused';
}
