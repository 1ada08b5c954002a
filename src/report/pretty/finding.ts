/** A finding under its step: an error whole, a warning in short. */
import type { Finding, Level, StepResult } from '../../model.ts';
import { excerpt } from '../../text/excerpt.ts';
import { plural } from '../../text/plural.ts';
import { printable, printableBlock } from '../../text/printable.ts';
import { wrap } from '../../text/wrap.ts';
import { evidenceRows } from './evidence.ts';
import type { Frames } from './frames.ts';
import { indentBelow } from './line.ts';
import type { PrettyOptions } from './options.ts';
import { row } from './row.ts';

/** A finding to print, or the note that more were left out. `hint` is set on the last of those that share it. */
export type ShownFinding = { readonly finding: Finding; readonly hint: string } | { readonly leftOut: number };

const ORDER: readonly Level[] = ['error', 'warning', 'info'];
/** Of one step, unless -v is given. */
const MOST = 20;
const MESSAGE_LENGTH = 2_000;

/** Errors first; infos with -v only; warnings not with -q. */
export function shownFindings(step: StepResult, { verbosity }: PrettyOptions): ShownFinding[] {
  const levels = ORDER.slice(0, verbosity + 2);
  const sorted = levels.flatMap((level) => step.findings.filter((finding) => finding.level === level));
  const kept = verbosity > 0 ? sorted : sorted.slice(0, MOST);
  const lastOf = new Map(kept.map((finding) => [finding.hint, finding]));
  const shown = kept.map((finding) => ({ finding, hint: lastOf.get(finding.hint) === finding ? finding.hint : '' }));
  return sorted.length === kept.length ? shown : [...shown, { leftOut: sorted.length - kept.length }];
}

export function findingLines(shown: ShownFinding, frames: Frames, options: PrettyOptions): string[] {
  if ('leftOut' in shown) return [pad(`… and ${plural(shown.leftOut, 'more finding')}; -v shows them all`, options)];
  const { finding, hint } = shown;
  const details = finding.level === 'error' || options.verbosity > 0 ? detailLines(finding, frames, options) : [];
  return [...headLines(finding, options), ...details, ...row('fix', [hint], options)];
}

function headLines({ level, rule, message }: Finding, options: PrettyOptions): string[] {
  const text = printableBlock(excerpt(message, MESSAGE_LENGTH)).trimEnd();
  const lines = `${printable(rule)}: ${text}`.split('\n');
  const wrapped = lines.flatMap((line) => wrap(line, options.width - indentBelow(options) - level.length - 1));
  const paint = level === 'error' ? options.palette.bad : options.palette.notice;
  return wrapped.map((line, index) => pad(index === 0 ? `${paint(level)} ${line}` : `  ${line}`, options));
}

function detailLines({ evidence, where }: Finding, frames: Frames, options: PrettyOptions): string[] {
  const place = where === undefined ? [] : [...row('where', [where], options), ...frames.at(where)];
  return [...evidenceRows(evidence ?? '', options), ...place];
}

function pad(line: string, options: PrettyOptions): string {
  return ' '.repeat(indentBelow(options)) + line;
}
