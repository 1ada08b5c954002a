/** `lint`, told to people and in reports: a finding of a run and one of lint meet in one format. */

import { beside, deliver } from '../engine/deliver.ts';
import { environmentSecrets } from '../engine/environment-secrets.ts';
import { worse } from '../engine/exit-code.ts';
import { lintReport } from '../engine/lint-report.ts';
import { targetsOf } from '../engine/targets.ts';
import { lint } from '../lint/lint.ts';
import { decideColour } from '../live/colour.ts';
import type { Report } from '../model.ts';
import { createRedactor } from '../redact/redactor.ts';
import { lintText } from '../report/lint/text.ts';
import { createPalette } from '../report/pretty/palette.ts';
import { commandLine } from '../text/command-line.ts';
import type { RunArguments } from './options.ts';
import { complain } from './say.ts';
import { createRecord } from './screen-record.ts';
import { writeStepSummary } from './step-summary.ts';

type LintArguments = Pick<RunArguments, 'report' | 'fail-on-warning' | 'quiet' | 'verbose' | 'color'>;

/** Resolves with the exit code. Throws UsageError for a path that cannot be read. */
export async function lintAndTell(
  paths: readonly string[],
  argv: LintArguments,
  onFault: (error: unknown) => void,
): Promise<number> {
  const targets = await targetsOf(argv.report, []);
  const startedAt = new Date();
  const result = lint(paths, process.cwd());
  const redactor = createRedactor(environmentSecrets(process.env));
  const files = targets.filter(({ path }) => path !== '-').length;
  const report = lintReport(result, {
    startedAt,
    failOnWarning: argv['fail-on-warning'],
    scannedFiles: files,
    redactor,
    command: commandLine(['mcp-smoke', ...process.argv.slice(2)]),
    cwd: process.cwd(),
    env: process.env,
  });
  const record = createRecord();
  const stream = targets.some(({ path }) => path === '-') ? process.stderr : process.stdout;
  const text = textFor(report, argv, stream.isTTY === true);
  record.add(text);
  stream.write(text);
  const code = await deliver({ report, targets, redactor, context: {}, complain, onFault });
  const shown = await record.judge(beside(redactor, report), complain);
  return [shown, writeStepSummary(report, targets, redactor, complain)].reduce(worse, code);
}

function textFor(report: Report, { quiet, verbose, color }: LintArguments, isTTY: boolean): string {
  const palette = createPalette(decideColour({ env: process.env, isTTY, flag: color }));
  return lintText(report, { palette, verbosity: quiet ? -1 : verbose > 0 ? 1 : 0 });
}
