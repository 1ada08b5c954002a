/** Several suites: one line for each, before the details. */
import type { Report, StepKind, SuiteReport } from '../../model.ts';
import { excerpt } from '../../text/excerpt.ts';
import { promisedOf } from '../promised.ts';
import { worst } from '../verdict.ts';
import { el, type Markup, text } from './markup.ts';
import { section, table } from './section.ts';
import { statusCell, statusPill } from './status.ts';
import { nameOf } from './verdict.ts';

const HEADS = ['Result', 'Suite', 'Checks passed', 'Tools tested', 'Start', 'List', 'Schemas', 'End'];
const PHASES: readonly StepKind[] = ['connect', 'list', 'schema', 'close'];
const LABEL = 80;

export function overview({ suites }: Report): Markup {
  if (suites.length === 0) return section('Overview', 2, el('p', {}, text('There were no smoke files.')));
  return section('Overview', 2, table('Overview of all suites', HEADS, suites.map(row), 'matrix overview'));
}

function row(suite: SuiteReport, index: number): Markup {
  const { steps, file, name } = suite;
  const { checks, tools } = promisedOf(suite);
  const below = [nameOf(suite), file].filter((part) => part !== '' && part !== name).join(', ');
  return el(
    'tr',
    {},
    el('td', {}, statusPill(worst(steps.map(({ status }) => status)))),
    el(
      'th',
      { scope: 'row' },
      el('a', { href: `#s${index + 1}` }, text(excerpt(name, LABEL))),
      el('span', { class: 'line expected' }, text(excerpt(below, LABEL))),
    ),
    el('td', { class: 'cell' }, text(`${checks.passed + checks.flaky} of ${checks.steps}`)),
    el('td', { class: 'cell' }, text(`${tools.tested} of ${tools.all}`)),
    ...PHASES.map((kind) => statusCell(steps.find((step) => step.kind === kind)?.status)),
  );
}
