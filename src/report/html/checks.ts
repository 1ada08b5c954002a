/** Every check with its result. */
import type { StepResult } from '../../model.ts';
import { duration } from '../../text/duration.ts';
import { excerpt } from '../../text/excerpt.ts';
import { stepLabel } from '../label.ts';
import { el, type Markup, text } from './markup.ts';
import { table } from './section.ts';
import { statusPill } from './status.ts';

const LABEL = 160;
const NOTE = 240;

/** Where the findings of a step stand on the page. */
export function findingsId(suite: number, step: number): string {
  return `s${suite + 1}-${step + 1}`;
}

export function checksTable(steps: readonly StepResult[], suite: number): Markup {
  return table(
    'Checks',
    ['Result', 'Check', 'Note', 'Time'],
    steps.map((step, index) => rowOf(step, suite, index)),
    'checks',
  );
}

function rowOf(step: StepResult, suite: number, index: number): Markup {
  const { status, durationMs } = step;
  const label = text(excerpt(stepLabel(step), LABEL));
  const linked = step.findings.length > 0 ? el('a', { href: `#${findingsId(suite, index)}` }, label) : label;
  return el(
    'tr',
    {},
    el('td', {}, statusPill(status)),
    el('th', { scope: 'row' }, linked),
    el('td', { class: 'note' }, text(excerpt(noteOf(step), NOTE))),
    el('td', { class: 'number' }, text(status === 'skipped' ? '–' : duration(durationMs))),
  );
}

/** The reason, else what was found, in a word or two. */
function noteOf({ reason, findings }: StepResult): string {
  return reason ?? [...new Set(findings.map(({ rule }) => rule))].join(', ');
}
