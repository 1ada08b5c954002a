/** All suites in one table, before the details of any. */
import type { StepStatus, SuiteReport } from '../../model.ts';
import { excerpt } from '../../text/excerpt.ts';
import { plural } from '../../text/plural.ts';
import { promisedOf } from '../promised.ts';
import { worst } from '../verdict.ts';
import { plain } from './escape.ts';

const MOST = 200;
const LABEL = 100;
const SIGNS: Readonly<Record<StepStatus, string>> = {
  passed: '✅',
  failed: '❌',
  flaky: '⚠️',
  broken: '❌',
  skipped: '⏭️',
};

export function overviewTable(suites: readonly SuiteReport[]): string[] {
  if (suites.length === 0) return [];
  const rows = suites.slice(0, MOST).map(row);
  const left = suites.length - rows.length;
  const more = left > 0 ? [`… and ${plural(left, 'more suite')}`, ''] : [];
  return ['| | Suite | Server | Checks passed | Tools tested |', '|---|---|---|--:|--:|', ...rows, '', ...more];
}

function row(suite: SuiteReport): string {
  const { name, steps, server } = suite;
  const { checks, tools } = promisedOf(suite);
  const who = [server.name, server.version].filter(Boolean).join(' ');
  const cells = [
    SIGNS[worst(steps.map(({ status }) => status))],
    plain(excerpt(name, LABEL)),
    plain(excerpt(who, LABEL)),
    `${checks.passed + checks.flaky} of ${checks.steps}`,
    `${tools.tested} of ${tools.all}`,
  ];
  return `| ${cells.join(' | ')} |`;
}
