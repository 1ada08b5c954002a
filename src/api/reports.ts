/** `report` of the options: where reports go. */
import { resolve } from 'node:path';
import { formatOf, type Reporter } from '../engine/own-formats.ts';
import { targetsOf } from '../engine/targets.ts';
import { type Plan, type UnreadFile, UsageError } from '../model.ts';
import { parseReportOption, type ReportTarget } from '../report/option.ts';
import type { ReportOption, ServerRunOptions } from './options.ts';

type Wanted = Pick<ServerRunOptions, 'report' | 'trace'>;

/** Throws UsageError for what cannot be written; nothing goes to stdout here. */
export async function reportsOf(
  { report = [], trace }: Wanted,
  inputs: readonly (Plan | UnreadFile)[],
  cwd: string,
): Promise<ReportTarget[]> {
  const asked = [report].flat().flatMap((one) => targetsIn(one as ReportOption));
  for (const { format, path } of asked) {
    if (path !== '-' && path.trim() !== '') continue;
    throw new UsageError(`report: ${format} needs a path: \`${format}=PATH\`; \`render\` gives its text`);
  }
  const absolute = asked.map((target) => ({ ...target, path: resolve(cwd, target.path) }));
  return targetsOf(absolute, inputs, trace === undefined ? undefined : resolve(cwd, trace), cwd);
}

function targetsIn(option: ReportOption): ReportTarget[] {
  if (typeof option === 'string') return [parseReportOption(option, 'report:')];
  if ('reporter' in option) return [ownTarget(option as { reporter: Reporter; path: string })];
  return Object.entries(option).map(([format, path]) => parseReportOption(`${format}=${path}`, 'report:'));
}

function ownTarget({ reporter, path }: { readonly reporter: Reporter; readonly path: string }): ReportTarget {
  const own = formatOf(reporter);
  if (own && typeof path === 'string') return { format: 'reporter', path, own };
  throw new UsageError('report: { reporter, path } takes a function (report, context) => text, and where it goes');
}
