/** A summary in GitHub's Markdown, always within the 1 MiB of a step summary. */
import type { Report, SuiteReport, Totals } from '../model.ts';
import { duration } from '../text/duration.ts';
import { plural, thousands } from '../text/plural.ts';
import { changesList } from './markdown/changes.ts';
import { code, plain } from './markdown/escape.ts';
import { overviewTable } from './markdown/overview.ts';
import { stderrDetails, stepDetails, stepTable, suiteHeading } from './markdown/suite.ts';
import { undertakingOf } from './undertaking.ts';

/** GitHub: 1 MiB for all that a step writes; some room is left for others. */
const LIMIT_BYTES = 1_000_000;
const VERDICTS = {
  passed: ['✅', 'OK'],
  failed: ['❌', 'FAILED'],
  broken: ['❌', 'BROKEN'],
} as const;

/** What does not fit is left out in whole parts, failures last, and counted. */
export function renderMarkdown(report: Report): string {
  const parts = partsOf(report);
  const kept: string[] = [];
  let bytes = 0;
  for (const part of parts) {
    bytes += Buffer.byteLength(part) + 1;
    if (bytes > LIMIT_BYTES) break;
    kept.push(part);
  }
  const left = parts.length - kept.length;
  if (left > 0) kept.push(`\n… and ${plural(left, 'more part')}; the other reports have them all.`);
  return `${kept.join('\n')}\n`;
}

/** In the order of their weight: the verdict, what is wrong, then everything. */
function partsOf(report: Report): string[] {
  const { suites } = report;
  const bad = suites.filter(isBad);
  const good = suites.filter((suite) => !isBad(suite));
  return [
    [...head(report), ...overviewTable(suites), ...changesList(report)].join('\n'),
    ...bad.flatMap((suite) => [
      suiteHeading(suite).join('\n'),
      ...suite.steps.map((step) => stepDetails(step).join('\n')),
    ]),
    ...bad.map((suite) => [...folded(suite), ...stderrDetails(suite)].join('\n')),
    ...good.map((suite) => [...suiteHeading(suite), ...folded(suite), ...suite.steps.flatMap(stepDetails)].join('\n')),
    foot(report).join('\n'),
  ].filter((part) => part !== '');
}

function head(report: Report): string[] {
  const { verdict, totals, durationMs, cover } = report;
  const { title, for: client, by, scope } = cover ?? {};
  const parties = [client && `for ${plain(client)}`, by && `by ${plain(by)}`, scope && plain(scope)].filter(Boolean);
  const told = [...(title === undefined ? [] : [`**${plain(title)}**`]), ...parties].join(' · ');
  const [mark, word] = VERDICTS[verdict];
  const heading = [`## ${mark} ${undertakingOf(report)} ${word}`, '', ...(told === '' ? [] : [told, ''])];
  return [...heading, `${countsText(totals)} in ${duration(durationMs)}`, ''];
}

function folded({ name: _, steps }: SuiteReport): string[] {
  return [`<details><summary>${plural(steps.length, 'step')}</summary>`, '', ...stepTable(steps), '</details>', ''];
}

function foot({ secrets, command }: Report): string[] {
  const masked = `${plural(secrets.values, 'secret value')} looked for, ${plural(secrets.replaced, 'place')} masked.`;
  return [...(command ? [`Again: ${code(command)}`, ''] : []), `<sub>mcp-smoke · ${masked}</sub>`];
}

function countsText({ passed, failed, flaky, broken, skipped, warnings }: Totals): string {
  const counts = Object.entries({ passed, failed, broken, flaky, skipped })
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${thousands(count)} ${word}`);
  return [...counts, ...(warnings > 0 ? [plural(warnings, 'warning')] : [])].join(', ') || 'no steps';
}

function isBad({ steps }: SuiteReport): boolean {
  return steps.some(({ status }) => status === 'failed' || status === 'broken');
}
