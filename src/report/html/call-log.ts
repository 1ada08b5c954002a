/** Every request in the order of time, folded. Excerpts; whole texts only where a step failed. */
import type { CallRecord, StepResult, SuiteReport } from '../../model.ts';
import { duration } from '../../text/duration.ts';
import { excerpt } from '../../text/excerpt.ts';
import { plural } from '../../text/plural.ts';
import type { Quote } from './budget.ts';
import { block, el, type Markup, nothing, text } from './markup.ts';
import { table } from './section.ts';
import { OUTCOMES } from './status.ts';
import { checkName } from './words.ts';

const SHORT = 160;
const WHOLE = 4_000;
const LABEL = 80;
const MOST_ROWS = 2_000;
const HEADS = ['At', 'Check', 'Outcome', 'Time', 'Sent', 'Received'];

export function callLog({ steps }: SuiteReport, quote: Quote, label: string): Markup {
  const calls = steps.flatMap((step) => (step.calls ?? []).map((call) => ({ step, call })));
  if (calls.length === 0) return nothing;
  const sorted = calls.sort((a, b) => a.call.startedAtMs - b.call.startedAtMs).slice(0, MOST_ROWS);
  const left = calls.length - sorted.length;
  const summary = el('summary', {}, text(`Call log: ${plural(calls.length, 'request')}`));
  const rows = sorted.map(({ step, call }) => rowOf(step, call, quote));
  const more = left > 0 ? el('p', {}, text(`… and ${plural(left, 'more request')}`)) : nothing;
  return el('details', { class: 'log' }, summary, table(label, HEADS, rows, 'calls'), more);
}

function rowOf(step: StepResult, call: CallRecord, quote: Quote): Markup {
  const isBad = step.status === 'failed' || step.status === 'broken';
  const shown = (value: string) =>
    el('pre', {}, block(quote(isBad ? value : value.replace(/\s+/g, ' '), isBad ? WHOLE : SHORT)));
  const stderr = call.stderr ? [el('span', { class: 'tag' }, text('stderr')), shown(call.stderr)] : [];
  return el(
    'tr',
    {},
    el('td', { class: 'number' }, text(duration(call.startedAtMs))),
    el('td', {}, text(`${excerpt(checkName(step), LABEL)}${partOf(call)}`)),
    el('td', {}, text(OUTCOMES[call.outcome])),
    el('td', { class: 'number' }, text(milliseconds(call.durationMs))),
    el('td', {}, shown(call.args)),
    el('td', {}, call.answer === '' ? nothing : shown(call.answer), ...stderr),
  );
}

function partOf({ attempt, i }: CallRecord): string {
  return `${i === undefined ? '' : ` #${i}`}${attempt === undefined ? '' : `, attempt ${attempt}`}`;
}

function milliseconds(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : duration(ms);
}
