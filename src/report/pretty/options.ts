import type { StepResult, SuiteRef } from '../../model.ts';
import type { Palette } from './palette.ts';

/** -1: failing steps and the summary; 0: every step; 1 and 2: infos too, and nothing shortened. */
export type Verbosity = -1 | 0 | 1 | 2;

/** How the text for people is laid out; pure data but for `width`, which may be a getter on a terminal. */
export interface PrettyOptions {
  readonly palette: Palette;
  readonly verbosity: Verbosity;
  /** Columns to wrap at; `Infinity` wraps nothing. */
  readonly width: number;
  /** The command that runs one step again. */
  readonly rerun?: (suite: SuiteRef, step: StepResult) => string;
}
