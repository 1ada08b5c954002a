import type { SuiteLock } from '../contract/suite-lock.ts';
import type { Cover, Environment, Plan, PlannedStep, SuiteReport, UnreadFile } from '../model.ts';
import type { StopSignal } from '../stopping.ts';
import type { Parent } from '../wire/parent.ts';

/** What the command line decides about a run, beside the plans. */
export interface RunOptions {
  /** How many servers at once. */
  readonly jobs: number;
  /** Stop a suite after its first failure; teardown runs. */
  readonly bail: boolean;
  /** Only steps with one of these tags or names, and those whose captures they need; empty: all. */
  readonly tags: readonly string[];
  readonly stepNames: readonly string[];
  /** Of these, only such steps, and those whose captures they need. */
  readonly isChosen?: (plan: Plan, step: PlannedStep) => boolean;
  /** Call only tools that say readOnlyHint. */
  readonly readOnly: boolean;
  /** Allow every step to call a tool that says destructiveHint. */
  readonly allowDestructive: boolean;
  /** `probe`: connecting, listing and validating is the job; there are no scripted steps. */
  readonly isProbe: boolean;
  readonly passIfEmpty: boolean;
  /** A step whose credentials are not set fails instead of being skipped. */
  readonly requireSecrets?: boolean;
  /** Tell every frame (`wire` events). */
  readonly wiretap?: boolean;
  /** Smoke files beside the plans that cannot be used. Clean of secrets. */
  readonly unread?: readonly UnreadFile[];
  /** For the report: the command line, where it runs, and how many files it is written to (and searched again). */
  readonly command?: string;
  readonly environment?: Environment;
  readonly cover?: Cover;
  readonly reportFiles?: number;
  /** Told of what tools/list gave at the start of a suite, clean of secrets. */
  readonly onListed?: (server: SuiteReport['server'], tools: readonly unknown[]) => void;
  /** What is kept of the last release; absent where nothing is compared or kept. */
  readonly locks?: (plan: Pick<Plan, 'file' | 'name'>) => SuiteLock | undefined;
  readonly clientVersion: string;
  readonly parent: Parent;
  /** Aborted by Ctrl-C, SIGTERM or --max-time; the reason is what people read. */
  readonly stop: StopSignal;
  /** Aborted by a second Ctrl-C: teardown is cut short as well. */
  readonly stopTeardown: StopSignal;
}
