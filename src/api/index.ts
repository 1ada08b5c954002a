/** mcp-smoke as a library: what the command line does, called from a program. `docs/library.md` shows it. */

export type { Note } from '../checks/check.ts';
export { type AnyCheck, type CheckFor, defineCheck, type Subjects } from '../checks/custom.ts';
export type { Reporter } from '../engine/own-formats.ts';
export { UsageError } from '../model/errors.ts';
export type {
  Finding,
  Level,
  Report,
  RunEvent,
  StepKind,
  StepResult,
  SuiteRef,
  SuiteReport,
  Totals,
  Verdict,
} from '../model.ts';
export type { RenderContext } from '../report/format.ts';
export type { FormatName } from '../report/format-names.ts';
export { lint } from './lint.ts';
export type {
  Duration,
  LintOptions,
  ProbeOptions,
  ReportOption,
  RunnerOptions,
  ServerRunOptions,
  SmokeOptions,
} from './options.ts';
export { type ProbeTarget, probe } from './probe.ts';
export { render } from './render.ts';
export { RunError, type SmokeRun } from './run.ts';
export { smoke } from './smoke.ts';
export type * from './smoke-file.ts';
