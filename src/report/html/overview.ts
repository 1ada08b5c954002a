/** Several servers: one line for each, before the details. */
import type { Report, StepStatus, SuiteReport } from '../../model.ts';
import { plural } from '../../text/plural.ts';
import { totalsOf } from '../verdict.ts';
import { el, type Markup, text } from './markup.ts';
import { section, table } from './section.ts';
import { statusPill } from './status.ts';
import { countsOf, nameOf } from './verdict.ts';

const HEADS = ['Result', 'Server', 'Checks', 'Tools tested', 'Script'];

export function overview({ suites }: Report): Markup {
  if (suites.length === 0) return section('Overview', 2, el('p', {}, text('There were no smoke files.')));
  return section('Overview', 2, table('Servers', HEADS, suites.map(row), 'checks servers'));
}

function row(suite: SuiteReport, index: number): Markup {
  const { steps, tools, file, name } = suite;
  const tested = tools.filter((tool) => tool.tested).length;
  const counts = countsOf(totalsOf(steps)).filter(([, count]) => count > 0);
  return el(
    'tr',
    {},
    el('td', {}, statusPill(worst(steps.map(({ status }) => status)))),
    el('th', { scope: 'row' }, el('a', { href: `#s${index + 1}` }, text(nameOf(suite)))),
    el('td', {}, text(counts.map(([word, count]) => `${count} ${word}`).join(', '))),
    el('td', {}, text(`${tested} of ${plural(tools.length, 'tool')}`)),
    el('td', { class: 'note' }, text(file === '' ? name : file)),
  );
}

function worst(statuses: readonly StepStatus[]): StepStatus {
  const ranked: readonly StepStatus[] = ['broken', 'failed', 'flaky', 'passed'];
  return ranked.find((status) => statuses.includes(status)) ?? 'skipped';
}
