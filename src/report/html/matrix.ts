/** One script in several revisions, or against several servers: the same checks side by side. */
import type { Report, StepResult, SuiteReport } from '../../model.ts';
import { excerpt } from '../../text/excerpt.ts';
import { plural } from '../../text/plural.ts';
import { stepLabel } from '../label.ts';
import { isPromised } from '../promised.ts';
import { el, join, type Markup, nothing, text } from './markup.ts';
import { section, table } from './section.ts';
import { statusCell } from './status.ts';

const MOST_ROWS = 100;
const MOST_COLUMNS = 12;
const LABEL = 80;

/** Nothing where no two suites ask the same. */
export function matrices({ suites }: Report): Markup {
  const groups = new Map<string, SuiteReport[]>();
  for (const suite of suites) groups.set(keyOf(suite), [...(groups.get(keyOf(suite)) ?? []), suite]);
  const alike = [...groups.values()].filter((group) => group.length > 1);
  return join(alike.map((group) => matrix(group.slice(0, MOST_COLUMNS))));
}

/** Suites that ask the same: of one file, or with the same steps. */
function keyOf({ steps }: SuiteReport): string {
  return JSON.stringify(steps.filter(isPromised).map(({ id }) => id));
}

function matrix(suites: readonly SuiteReport[]): Markup {
  const checks = suites[0]!.steps.filter(isPromised);
  if (checks.length === 0) return nothing;
  const short = suites.map(columnName);
  const heads = [
    'Check',
    ...(new Set(short).size === short.length ? short : suites.map(({ name }) => excerpt(name, LABEL))),
  ];
  const rows = checks.slice(0, MOST_ROWS).map((step) => rowOf(step, suites));
  const left = checks.length - rows.length;
  const more = left > 0 ? el('p', { class: 'small' }, text(`${plural(left, 'more check')}: see each suite.`)) : nothing;
  return section(
    'The same checks, side by side',
    2,
    table(`Checks of ${heads.slice(1).join(' and ')}`, heads, rows, 'matrix'),
    more,
  );
}

/** What tells it apart: the revision of a listed one, else its name. */
function columnName({ name }: SuiteReport): string {
  const [, revision] = / \[([^\]]{1,40})\]$/.exec(name) ?? [];
  return revision ?? excerpt(name, LABEL);
}

function rowOf({ id, ...step }: StepResult, suites: readonly SuiteReport[]): Markup {
  const cells = suites.map(({ steps }) => statusCell(steps.find((one) => one.id === id)?.status));
  return el('tr', {}, el('th', { scope: 'row' }, text(excerpt(stepLabel(step), LABEL))), ...cells);
}
