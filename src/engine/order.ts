/** What a run is given: what is to be done, what hears of it, and the outside, which nothing here reaches for by itself. */
import type { Cover, Listener, Plan, Report, StepResult, SuiteRef } from '../model.ts';
import type { ReportTarget } from '../report/option.ts';
import type { Parent } from '../wire/parent.ts';
import type { Choices } from './choices.ts';
import type { Cleaner } from './cleaner.ts';
import type { Faults } from './faults.ts';
import type { Interrupts } from './interrupts.ts';
import type { Locks } from './locks.ts';
import type { EventStream } from './streams.ts';

/** A run that is wanted. */
export interface Order {
  readonly plans: readonly Plan[];
  readonly choices: Choices;
  readonly targets: readonly ReportTarget[];
  readonly cover?: Cover | undefined;
  /** Every frame is told. */
  readonly wiretap: boolean;
  readonly failOnFlaky: boolean;
  readonly failOnWarning: boolean;
  /** What is kept of the last release, compared and written. */
  readonly locks?: Locks | undefined;
  /** For the report: the command line of the run. */
  readonly command?: string;
  /** The command that runs one step again, clean of secrets. */
  readonly rerun?: (suite: SuiteRef, step: StepResult) => string;
}

/** What hears of a run while it goes. */
export interface Outputs {
  /** Never throws. */
  readonly listener: Listener;
  readonly streams: readonly EventStream[];
  /** One line for people, between the steps and the summary. */
  say?(line: string): void;
  /** No spinner is left. */
  stopLive?(): void;
  /** Where the report goes beside its files; the exit code that it adds. */
  alsoTo?(report: Report, cleaner: Cleaner): number | Promise<number>;
  /** What people were shown is searched for secrets; the exit code that it adds. */
  judgeShown?(cleaner: Cleaner): Promise<number>;
}

/** Who asks for the run, and where it takes place. */
export interface Outside {
  readonly faults: Faults;
  readonly interrupts: Pick<Interrupts, 'stop' | 'stopTeardown' | 'signal' | 'next' | 'stopAll'>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the end of this process is ours to hear of. */
  readonly atExit?: NonNullable<Parent['atExit']>;
  /** Tells people what went wrong beside the run; the text has passed the redactor. */
  readonly complain: (text: string) => void;
}

export interface Conducted {
  readonly report: Report;
  /** That of the report, or what is worse: of its outputs, of an interrupt. */
  readonly code: number;
}
