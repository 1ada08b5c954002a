/** Plans to a report, for the library: the engine of the command line, with an outside that is no process. */
import { customChecks } from '../checks/custom.ts';
import type { Choices } from '../engine/choices.ts';
import { conduct } from '../engine/conduct.ts';
import { coverFor } from '../engine/cover.ts';
import { durationOf } from '../engine/duration.ts';
import type { Locks } from '../engine/locks.ts';
import type { Conducted } from '../engine/order.ts';
import { isStreamed, openEventStream } from '../engine/streams.ts';
import { toAll } from '../engine/to-all.ts';
import { type CustomCheck, type Listener, type Plan, type Report, UsageError } from '../model.ts';
import type { Duration, ServerRunOptions } from './options.ts';
import type { Stage } from './place.ts';
import { reportsOf } from './reports.ts';
import { RunError } from './run.ts';

/** Resolves when all has ended. Throws UsageError before anything is started, RunError where the report is not all there is to say. */
export async function perform(
  plans: readonly Plan[],
  choices: Choices,
  options: ServerRunOptions & { readonly locks?: Locks | undefined },
  stage: Stage,
  tell: Listener,
): Promise<Report> {
  const { outside } = stage;
  const { trace, failOnFlaky = false, failOnWarning = false, locks } = options;
  const targets = await reportsOf(options, [...plans, ...(choices.unread ?? [])], outside.cwd);
  const cover = await coverFor(options, plans, outside.cwd);
  if (options.maxTime !== undefined) stage.limit(msOf('maxTime', options.maxTime));
  const streams = await Promise.all([
    ...targets.filter(isStreamed).map(openEventStream),
    ...(trace === undefined ? [] : [traceFile(trace, outside.cwd)]),
  ]);
  const listener = toAll([tell, ...streams.map((stream) => stream.listener)], outside.faults);
  const wiretap = trace !== undefined || options.wire === true;
  const order = { plans, choices, targets, cover, wiretap, failOnFlaky, failOnWarning, locks };
  return outcomeOf(await conduct(order, { listener, streams }, outside), stage);
}

/** Loaded only where it is asked for. */
async function traceFile(path: string, cwd: string) {
  const [{ openTrace }, { resolve }] = await Promise.all([import('../engine/trace.ts'), import('node:path')]);
  return openTrace(resolve(cwd, path));
}

/** The code of the outputs is that of the report, too. */
export function outcomeOf({ report, code }: Conducted, { outside, complaints }: Stage): Report {
  const cause = outside.faults.first;
  const whole = { ...report, exitCode: code };
  if (complaints.length === 0 && !cause) return whole;
  const words = cause ? ["mcp-smoke failed, and that is its own fault, not your server's", ...complaints] : complaints;
  throw new RunError(words.join('\n'), whole, cause);
}

/** Throws UsageError. */
export function msOf(option: string, value: Duration): number {
  if (typeof value === 'string') return durationOf(`\`${option}\``, value);
  if (value > 0 && value < 2 ** 31) return value;
  throw new UsageError(`\`${option}\` takes milliseconds, or a duration such as 500ms, 5s or 2m, not ${value}`);
}

/** A whole number from 1. Throws UsageError. */
export function jobsOf(jobs = 1): number {
  if (Number.isInteger(jobs) && jobs >= 1) return jobs;
  throw new UsageError('`jobs` takes a whole number from 1');
}

/** Throws UsageError for what is none. */
export function checksOf({ checks = [] }: ServerRunOptions): readonly CustomCheck[] {
  try {
    return customChecks(checks);
  } catch (error) {
    throw new UsageError(`\`checks\`: ${(error as Error).message}`);
  }
}
