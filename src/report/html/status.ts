/** A status as a word and a mark; colour only adds to them. */
import type { CallRecord, StepStatus } from '../../model.ts';
import { el, type Markup, shape, text } from './markup.ts';

const WORDS: Readonly<Record<StepStatus, string>> = {
  passed: 'OK',
  failed: 'FAIL',
  flaky: 'FLAKY',
  broken: 'BROKEN',
  skipped: 'SKIP',
};

export const OUTCOMES: Readonly<Record<CallRecord['outcome'], string>> = {
  result: 'result',
  'tool-error': 'tool error',
  'rpc-error': 'JSON-RPC error',
  'no-answer': 'no answer',
  closed: 'server gone',
};

export function statusPill(status: StepStatus): Markup {
  return el('span', { class: `pill ${status}` }, text(WORDS[status]));
}

const MARKS = { passed: 'M4 10.5l4 4 8-9', failed: 'M5 5l10 10M15 5L5 15', broken: 'M10 4v8M10 15.5v.5' } as const;

/** The large sign beside the verdict. */
export function verdictMark(verdict: keyof typeof MARKS): Markup {
  const attributes = { class: `mark ${verdict}`, viewBox: '0 0 20 20', 'aria-hidden': 'true', focusable: 'false' };
  return el('svg', attributes, shape('path', { d: MARKS[verdict] }));
}
