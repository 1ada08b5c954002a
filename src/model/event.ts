/** What a run tells while it goes on. */
import type { Finding, Report, StepKind, StepResult, SuiteReport } from './report.ts';
import type { WireEvent } from './wire-event.ts';

/** What names a suite in every event: its place in the run, and what people read. */
export interface SuiteRef {
  readonly index: number;
  readonly name: string;
  readonly file: string;
  /** How the server is reached: the command line or the URL. */
  readonly target: string;
  readonly transport: 'stdio' | 'http';
  /** Of several revisions that the script runs with. */
  readonly protocol?: string;
  /** The smoke file cannot be used: there is no server. */
  readonly isUnread?: true;
  /** The smoke file's text, for code frames. */
  readonly source: string;
}

/** Complete in themselves: a listener need not put events together. */
export type RunEvent =
  /** `steps`: how many there will be, where that is known. */
  | { readonly type: 'suite-start'; readonly suite: SuiteRef; readonly steps?: number }
  | {
      readonly type: 'step-start';
      readonly suite: SuiteRef;
      readonly step: { id: string; kind: StepKind; name: string };
    }
  | { readonly type: 'step-end'; readonly suite: SuiteRef; readonly step: StepResult }
  /** Something was found out about a step that has ended: `step` is all of it, `added` what is new. */
  | {
      readonly type: 'step-amend';
      readonly suite: SuiteRef;
      readonly step: StepResult;
      readonly added: readonly Finding[];
    }
  /** Only where somebody listens to the wires. */
  | { readonly type: 'wire'; readonly suite: SuiteRef; readonly event: WireEvent }
  | { readonly type: 'suite-end'; readonly suite: SuiteRef; readonly report: SuiteReport }
  | { readonly type: 'run-end'; readonly report: Report };

export type Listener = (event: RunEvent) => void;
