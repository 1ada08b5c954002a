import type { Report } from '../../model.ts';
import { createRedactor, type Redactor } from '../../redact/redactor.ts';
import { cleanSuite } from '../../redact/report.ts';
import { parseReportOptions } from '../../report/option.ts';
import { checkWritable } from '../../report/write.ts';
import type { Command } from '../command.ts';
import { deliver } from '../deliver.ts';
import { environmentSecrets } from '../environment-secrets.ts';
import { worse } from '../exit-code.ts';
import { mergeReports } from '../merge.ts';
import { RUN_OPTIONS } from '../options.ts';
import { readReports } from '../read-report.ts';
import { rerunCommand } from '../rerun.ts';
import { writeStepSummary } from '../step-summary.ts';

const OPTIONS = { report: RUN_OPTIONS.report } as const;

/** `mcp-smoke report RESULT.json … --report html=out.html`: render again, or merge the shards of a CI matrix. */
export const reportCommand: Command = (cli, done) => {
  cli.command(
    'report <results..>',
    'Render JSON reports again, or merge the shards of a CI matrix; exits like the run',
    (command) => command.positional('results', { type: 'string', array: true, demandOption: true }).options(OPTIONS),
    async (argv) => {
      const targets = parseReportOptions(argv.report.length > 0 ? argv.report : ['pretty']);
      for (const { path } of targets) await checkWritable(path);
      const files = targets.filter(({ path }) => path !== '-').length;
      const redactor = createRedactor(environmentSecrets(process.env));
      const merged = mergeReports(await readReports(argv.results.map(String)));
      const report = cleaned(merged, files, redactor);
      const complain = (text: string) => process.stderr.write(`${text}\n`);
      const code = await deliver({ report, targets, redactor, context: { rerun: rerunCommand }, complain });
      done(worse(code, writeStepSummary(report, targets, redactor, complain)));
    },
  );
};

/** A report has been cleaned when it was written; once more, with what this environment holds. */
function cleaned(report: Report, files: number, redactor: Redactor): Report {
  const { secrets, suites } = report;
  return {
    ...report,
    suites: suites.map((suite) => cleanSuite(suite, redactor)),
    secrets: { ...secrets, scannedFiles: secrets.scannedFiles + files },
  };
}
