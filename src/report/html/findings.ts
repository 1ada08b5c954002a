/** What was found: cause, evidence, place and fix, the worst first. */
import type { Finding, StepResult, SuiteReport } from '../../model.ts';
import { codeFrame } from '../../text/frame.ts';
import { plural } from '../../text/plural.ts';
import { parsePlace } from '../place.ts';
import type { Quote } from './budget.ts';
import { findingsId } from './checks.ts';
import { block, el, join, type Markup, nothing, text } from './markup.ts';
import { code, facts } from './section.ts';
import { statusPill } from './status.ts';
import { checkName } from './words.ts';

export interface FindingsContext {
  readonly index: number;
  readonly quote: Quote;
  /** The smoke file's text, where it is known. */
  readonly source: string;
  readonly rerun: (step: StepResult) => string | undefined;
  readonly level: 2 | 3;
}

const LEVELS = { error: 'Fault', warning: 'Remark', info: 'Note' } as const;
const MESSAGE = 2_000;
const EVIDENCE = 2_000;
/** Of more steps the table of checks names the rules. */
const MOST_STEPS = 100;
const RANKS = { broken: 0, failed: 0, flaky: 1, passed: 2, skipped: 3 } as const;

export function findingsList({ steps, file }: SuiteReport, context: FindingsContext): Markup {
  const concerned = steps.map((step, index) => ({ step, index })).filter(({ step }) => step.findings.length > 0);
  if (concerned.length === 0) return el('p', { class: 'calm' }, text('Nothing was found.'));
  const sorted = concerned.sort((a, b) => RANKS[a.step.status] - RANKS[b.step.status]);
  const shown = sorted.slice(0, MOST_STEPS).map(({ step, index }) => stepFindings(step, index, file, context));
  const left = sorted.length - shown.length;
  return left === 0
    ? join(shown)
    : join([
        ...shown,
        el('p', { class: 'calm' }, text(`${plural(left, 'more check')} with findings: see the table of checks.`)),
      ]);
}

function stepFindings(step: StepResult, index: number, file: string, context: FindingsContext): Markup {
  const isBad = step.status === 'failed' || step.status === 'broken';
  const again = isBad ? context.rerun(step) : undefined;
  const heading = el(`h${context.level + 1}`, {}, statusPill(step.status), el('span', {}, text(checkName(step))));
  const cards = step.findings.map((finding) => card(finding, file, context));
  const command = again ? el('p', { class: 'again' }, text('Again: '), code(again)) : nothing;
  return el('article', { class: 'step', id: findingsId(context.index, index) }, heading, ...cards, command);
}

function card(finding: Finding, file: string, context: FindingsContext): Markup {
  const { rule, level, message, instead, evidence, where, hint, also = [] } = finding;
  const { quote } = context;
  const rules = also.length === 0 ? rule : `${rule} (with it: ${also.join(', ')})`;
  return el(
    'div',
    { class: `finding ${level}` },
    instead ? el('p', { class: 'plainly' }, block(quote(instead, MESSAGE))) : nothing,
    el('p', { class: instead ? 'message' : 'plainly' }, block(quote(message, MESSAGE))),
    evidence ? el('pre', {}, block(quote(evidence, EVIDENCE))) : nothing,
    where ? placeOf(where, file, context.source) : nothing,
    hint ? facts([['To mend it', text(hint)]]) : nothing,
    el('p', { class: 'rule' }, text(`${LEVELS[level]}, rule ${rules}`)),
  );
}

function placeOf(where: string, file: string, source: string): Markup {
  const place = parsePlace(where);
  const isShown = place?.file === file && source !== '';
  return join([facts([['Where', code(where)]]), isShown ? frameOf(codeFrame(source, place), where) : nothing]);
}

/** It scrolls where it is too wide: its marks stand below what they mean. Keys must reach what scrolls (WCAG 2.1.1). */
function frameOf(lines: string, where: string): Markup {
  return el('pre', { class: 'frame', role: 'group', tabindex: 0, 'aria-label': where }, block(lines));
}
