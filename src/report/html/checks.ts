/** Every check with its result: what was expected, and what came instead. */
import type { StepResult } from '../../model.ts';
import { duration } from '../../text/duration.ts';
import { excerpt } from '../../text/excerpt.ts';
import { isPromised } from '../promised.ts';
import type { Quote } from './budget.ts';
import { el, type Markup, nothing, text } from './markup.ts';
import { table } from './section.ts';
import { statusPill } from './status.ts';
import { checkName, expectedWords, insteadWords } from './words.ts';

const LABEL = 160;
const LINE = 600;
/** Of so many checks each says less. */
const MANY = 150;
const SHORT = 80;

type Cut = (words: string) => string;

export interface ChecksContext {
  /** Of the suite in the report. */
  readonly index: number;
  readonly quote: Quote;
}

/** Where the findings of a step stand on the page. */
export function findingsId(suite: number, step: number): string {
  return `s${suite + 1}-${step + 1}`;
}

/** What the script asks for. */
export function promisedTable(steps: readonly StepResult[], context: ChecksContext, label: string): Markup {
  return tableOf(steps, context, label, isPromised);
}

/** Connecting, listing and the like: told, and not counted. */
export function housekeepingTable(steps: readonly StepResult[], context: ChecksContext, label: string): Markup {
  return tableOf(steps, context, label, (step) => !isPromised(step));
}

function tableOf(
  steps: readonly StepResult[],
  context: ChecksContext,
  label: string,
  isShown: (step: StepResult) => boolean,
): Markup {
  const most = steps.length > MANY ? SHORT : LINE;
  const { quote, index: suite } = context;
  const cut = (words: string) => quote(words, most);
  const rows = steps.flatMap((step, index) => (isShown(step) ? [rowOf(step, findingsId(suite, index), cut)] : []));
  return rows.length === 0 ? nothing : table(label, ['Result', 'Check', 'Time'], rows, 'checks');
}

function rowOf(step: StepResult, id: string, cut: Cut): Markup {
  const { status, durationMs, description } = step;
  const label = text(excerpt(checkName(step), LABEL));
  const linked = step.findings.length > 0 ? el('a', { href: `#${id}` }, label) : label;
  const expected = expectedWords(step);
  const instead = insteadWords(step);
  return el(
    'tr',
    {},
    el('td', {}, statusPill(status)),
    el(
      'th',
      { scope: 'row' },
      linked,
      line('about', '', description, cut),
      line('expected', 'Expected: ', expected, cut),
      line('instead', 'Instead: ', instead, cut),
      line('expected', '', instead === undefined ? noteOf(step) : undefined, cut),
    ),
    el('td', { class: 'number' }, text(status === 'skipped' ? '' : duration(durationMs))),
  );
}

function line(className: string, head: string, words: string | undefined, cut: Cut): Markup {
  if (words === undefined || words === '') return nothing;
  return el('span', { class: `line ${className}` }, text(`${head}${cut(words)}`));
}

/** Why it was left out, or a fact; and that there is something to read of it. */
function noteOf({ reason, findings, status }: StepResult): string | undefined {
  const warnings = findings.filter(({ level }) => level === 'warning').length;
  const remarks = warnings > 0 && status !== 'skipped' ? [`${warnings} remark${warnings === 1 ? '' : 's'} below`] : [];
  const said = [...(reason === undefined ? [] : [reason]), ...remarks];
  return said.length === 0 ? undefined : said.join('; ');
}
