/** `report` of the options: where reports go. */
import { resolve } from 'node:path';
import { targetsOf } from '../engine/targets.ts';
import { type Plan, type UnreadFile, UsageError } from '../model.ts';
import type { ReportTarget } from '../report/option.ts';
import type { ReportOption, ServerRunOptions } from './options.ts';

type Wanted = Pick<ServerRunOptions, 'report' | 'trace'>;

/** Throws UsageError for what cannot be written; nothing goes to stdout here. */
export async function reportsOf(
  { report = [], trace }: Wanted,
  inputs: readonly (Plan | UnreadFile)[],
  cwd: string,
): Promise<ReportTarget[]> {
  const written = [report].flat().flatMap((one) => wordsOf(one as ReportOption));
  const pathless = written.find((word) => !word.includes('=') || word.endsWith('=-'));
  if (pathless !== undefined) {
    const format = pathless.replace(/=-$/, '');
    throw new UsageError(
      `report: ${format} needs a path: \`${format}=PATH\`; render(report, '${format}') gives its text`,
    );
  }
  const absolute = written.map((word) => word.replace(/=(.+)$/s, (_, path: string) => `=${resolve(cwd, path)}`));
  return targetsOf(absolute, inputs, trace === undefined ? undefined : resolve(cwd, trace), cwd);
}

function wordsOf(option: ReportOption): string[] {
  if (typeof option === 'string') return [option];
  return Object.entries(option).map(([format, path]) => `${format}=${path}`);
}
