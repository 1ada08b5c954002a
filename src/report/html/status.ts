/** A status as a word and a mark; colour only adds to them. */
import type { CallRecord, StepStatus } from '../../model.ts';
import { el, type Markup, shape, text } from './markup.ts';

export const STATUS_WORDS: Readonly<Record<StepStatus, string>> = {
  passed: 'Passed',
  failed: 'Failed',
  flaky: 'Passed late',
  broken: 'Not testable',
  skipped: 'Left out',
};

export const OUTCOMES: Readonly<Record<CallRecord['outcome'], string>> = {
  result: 'answered',
  'tool-error': 'tool error',
  'rpc-error': 'refused',
  'no-answer': 'no answer',
  closed: 'server gone',
};

export function statusPill(status: StepStatus): Markup {
  return el('span', { class: `pill ${status}` }, statusSign(status), text(STATUS_WORDS[status]));
}

const MARKS = {
  passed: 'M4 10.5l4 4 8-9',
  failed: 'M5 5l10 10M15 5L5 15',
  flaky: 'M4 10.5l4 4 8-9M3 18h14',
  broken: 'M10 3.5v8.5M10 15.8v.4',
  skipped: 'M4 10h12',
} as const satisfies Record<StepStatus, string>;

/** A sign alone, beside words that say the same. */
function statusSign(status: StepStatus): Markup {
  const attributes = { class: 'sign', viewBox: '0 0 20 20', 'aria-hidden': 'true' };
  return el('svg', attributes, shape('path', { d: MARKS[status] }));
}

/** For a cell of a matrix: the sign, with the word for those who do not see it. */
export function statusCell(status: StepStatus | undefined): Markup {
  if (status === undefined) return el('td', { class: 'cell' }, text('–'));
  const word = el('span', { class: 'unseen' }, text(STATUS_WORDS[status]));
  return el('td', { class: `cell ${status}` }, statusSign(status), word);
}

/** The large sign beside the verdict. */
export function verdictMark(verdict: 'passed' | 'failed' | 'broken'): Markup {
  const attributes = { class: `mark ${verdict}`, viewBox: '0 0 20 20', 'aria-hidden': 'true' };
  return el('svg', attributes, shape('path', { d: MARKS[verdict] }));
}
