/** What a report format is. */
import type { Report, StepResult, SuiteRef } from '../model.ts';
import type { StopSignal } from '../stopping.ts';

/** What the run knows beside the report; every part may be missing when an old report is rendered again. */
export interface RenderContext {
  /** By index of the suite in the report: its target and its source, redacted like the report. */
  readonly suites?: readonly (SuiteRef | undefined)[];
  /** The path of a file from the root of the repository. */
  readonly inRepository?: (path: string) => string;
  /** Text for people is coloured: on stdout alone. */
  readonly color?: boolean;
  /** The command that runs one step again. */
  readonly rerun?: (suite: SuiteRef, step: StepResult) => string;
}

/** Pure but for `convert`: opens no file, decides no exit code. `report` has passed the redactor. `render` may throw ReportRefused. */
export interface Format {
  readonly render: (report: Report, context?: RenderContext) => string;
  /** Of a file of this format, without the dot. */
  readonly extension: string;
  /** Of a format that is no text: what is rendered is searched for secrets, and then made into it. Throws ReportRefused. */
  readonly convert?: (text: string, giveUp?: StopSignal) => Promise<Uint8Array>;
}
