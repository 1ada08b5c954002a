/** The summary of a GitHub step: the Markdown report, appended to the file that GitHub names. */
import { appendFileSync } from 'node:fs';
import type { Cleaner } from '../engine/cleaner.ts';
import { besideOwnWords } from '../engine/own-words.ts';
import type { Report } from '../model.ts';
import { renderMarkdown } from '../report/markdown.ts';
import type { ReportTarget } from '../report/option.ts';

/** With `--report github`, where GITHUB_STEP_SUMMARY is set. Returns the exit code that it adds. */
export function writeStepSummary(
  report: Report,
  targets: readonly ReportTarget[],
  redactor: Cleaner,
  complain: (text: string) => void,
): number {
  const { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY: path } = process.env;
  if (GITHUB_ACTIONS !== 'true' || !path || !targets.some(({ format }) => format === 'github')) return 0;
  const text = renderMarkdown(report);
  const leaked = besideOwnWords(redactor, report, renderMarkdown).scan(text);
  if (leaked.length > 0) complain(`no step summary was written: the secret ${leaked.join(', ')} would stand in it`);
  if (leaked.length > 0) return 5;
  try {
    appendFileSync(path, text);
    return 0;
  } catch (error) {
    complain(redactor.text(`the step summary could not be written: ${(error as Error).message}`));
    return 70;
  }
}
