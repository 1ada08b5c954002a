/** Several suites: one line for each, before the details. */
import { HOUSEKEEPING, type Report, type StepResult, type SuiteReport } from '../../model.ts';
import { excerpt } from '../../text/excerpt.ts';
import { promisedOf } from '../promised.ts';
import { worst } from '../verdict.ts';
import { el, type Markup, text } from './markup.ts';
import { section, table } from './section.ts';
import { statusCell, statusPill } from './status.ts';
import { nameOf } from './verdict.ts';

const HEADS = ['Result', 'Suite', 'Checks passed', 'Tools tested'];
type Phase = (typeof HOUSEKEEPING)[number];
const PHASES: Readonly<Record<Phase, string>> = {
  install: 'Install',
  connect: 'Start',
  list: 'List',
  schema: 'Schemas',
  contract: 'Contract',
  close: 'End',
};
/** Columns of their own only where a suite has them. */
const RARE: readonly Phase[] = ['install', 'contract'];
const LABEL = 80;

export function overview({ suites }: Report): Markup {
  if (suites.length === 0) return section('Overview', 2, el('p', {}, text('There were no smoke files.')));
  const phases = HOUSEKEEPING.filter(
    (phase) => !RARE.includes(phase) || suites.some((suite) => statusOf(suite, phase)),
  );
  const heads = [...HEADS, ...phases.map((phase) => PHASES[phase])];
  const rows = suites.map((suite, index) => row(suite, index, phases));
  return section('Overview', 2, table('Overview of all suites', heads, rows, 'matrix overview'));
}

function statusOf({ steps }: SuiteReport, phase: Phase): StepResult['status'] | undefined {
  return steps.find(({ kind }) => kind === phase)?.status;
}

function row(suite: SuiteReport, index: number, phases: readonly Phase[]): Markup {
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
    ...phases.map((phase) => statusCell(statusOf(suite, phase))),
  );
}
