/** What `smoke`, `probe` and `lint` give back. */
import type { Report, RunEvent } from '../model.ts';
import { nextTurn } from '../waiting.ts';
import { Hub } from './hub.ts';

/**
 * A run that has begun. Loop over it for its events, await `report` for its outcome, or both:
 *
 * ```js
 * const run = smoke('smoke.yaml');
 * for await (const event of run) if (event.type === 'step-end') console.log(event.step.name, event.step.status);
 * const { verdict } = await run.report;
 * ```
 *
 * A loop gets the events from when it begins; one that begins in the same turn as the run gets all of them. Events that
 * nobody reads are not kept. To leave a loop does not stop the run: abort its `signal` for that.
 */
export interface SmokeRun extends AsyncIterable<RunEvent> {
  /**
   * Resolves when the server has ended and all reports are written, whatever was found. Rejects with `UsageError`
   * where nothing could be started for the caller's mistake, and with `RunError` where mcp-smoke itself failed or a report
   * could not be written. A loop throws the same; a rejection that nobody handles is none of the process's business.
   */
  readonly report: Promise<Report>;
}

/** mcp-smoke itself failed, a report could not be written, or a secret was found in one, which then was removed. */
export class RunError extends Error {
  override readonly name = 'RunError';
  readonly code = 'ERR_MCP_SMOKE_RUN';

  /** `report`: what is known all the same; `cause`: an exception of ours. */
  constructor(
    message: string,
    readonly report: Report,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? {} : { cause });
  }
}

/** Begins in the next turn, so that a loop of this one misses nothing. */
export function begin(body: (tell: (event: RunEvent) => void) => Promise<Report>): SmokeRun {
  const hub = new Hub();
  const report = nextTurn().then(() => body((event) => hub.tell(event)));
  report.then(
    () => hub.end(),
    (error) => hub.end(error),
  );
  return { report, [Symbol.asyncIterator]: () => hub.read() };
}
