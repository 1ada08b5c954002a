/** A step: its line, its findings, and for a bad one its place in the file and the command to repeat it. */
import type { StepResult, SuiteRef } from '../../model.ts';
import { duration } from '../../text/duration.ts';
import { excerpt } from '../../text/excerpt.ts';
import { printable } from '../../text/printable.ts';
import { padToWidth } from '../../text/width.ts';
import { stepLabel } from '../label.ts';
import { findingLines, shownFindings } from './finding.ts';
import { createFrames, type Frames } from './frames.ts';
import { statusLine } from './line.ts';
import type { PrettyOptions } from './options.ts';
import { row } from './row.ts';
import { isBad } from './status.ts';

/** As long as `connect`, so that the facts of a plain run stand in one column. */
const LABEL_COLUMNS = 7;
const LABEL_LENGTH = 200;
const REASON_LENGTH = 500;

export function stepLines(step: StepResult, suite: SuiteRef, options: PrettyOptions): string[] {
  const line = statusLine(step.status, textOf(step), timeOf(step), options);
  const frames = createFrames(suite, options);
  // A warning about source says nothing without its place, nor one about other words without their difference.
  const details = step.kind === 'lint' || step.kind === 'contract' ? { ...options, verbosity: 1 as const } : options;
  const findings = shownFindings(step, options).flatMap((shown) => findingLines(shown, frames, details));
  if (!isBad(step)) return [...line, ...findings];
  return [...line, '', ...findings, ...ownPlace(step, frames, options), ...again(step, suite, options), ''];
}

function textOf(step: StepResult): string {
  const label = printable(excerpt(stepLabel(step), LABEL_LENGTH));
  const reason = printable(excerpt(reasonOf(step), REASON_LENGTH));
  return reason === '' ? label : `${padToWidth(label, LABEL_COLUMNS)}  ${reason}`;
}

/** Not where a finding below says the same. */
function reasonOf({ reason, findings }: StepResult): string {
  return findings.some((finding) => finding.message === reason) ? '' : (reason ?? '');
}

function timeOf({ status, durationMs }: StepResult): string {
  return status === 'skipped' ? '' : duration(durationMs);
}

/** The step in the file, unless a finding has shown a place in the file already. */
function ownPlace(step: StepResult, frames: Frames, options: PrettyOptions): string[] {
  if (step.at === undefined || step.kind === 'lint' || frames.shown() > 0) return [];
  return [...row('step', [step.at], options), ...frames.at(step.at)];
}

/** Not wrapped, so that it can be copied. */
function again(step: StepResult, suite: SuiteRef, options: PrettyOptions): string[] {
  const { rerun } = options;
  return rerun === undefined ? [] : row('again', [rerun(suite, step)], options, true);
}
