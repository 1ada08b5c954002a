/** JSON reports that were written before, rendered again as one. */
import type { Report } from '../model.ts';
import { createRedactor, type Redactor } from '../redact/redactor.ts';
import { cleanSuite } from '../redact/report.ts';
import { parseReportOptions } from '../report/option.ts';
import { deliver } from './deliver.ts';
import { environmentSecrets } from './environment-secrets.ts';
import { worse } from './exit-code.ts';
import { mergeReports } from './merge.ts';
import { readReports } from './read-report.ts';
import { pathsInRepository } from './repository.ts';
import { rerunCommand } from './rerun.ts';
import { complain } from './say.ts';
import { writeStepSummary } from './step-summary.ts';
import { assertPlaces } from './targets.ts';

/** Resolves with the exit code of the merged run. Throws UsageError for what is no report. */
export async function rerender(
  paths: readonly string[],
  reportOptions: readonly string[],
  onFault: (error: unknown) => void,
): Promise<number> {
  const targets = parseReportOptions(reportOptions.length > 0 ? reportOptions : ['pretty']);
  await assertPlaces(targets, []);
  const files = targets.filter(({ path }) => path !== '-').length;
  const redactor = createRedactor(environmentSecrets(process.env));
  const report = cleaned(mergeReports(await readReports(paths)), files, redactor);
  const code = await deliver({
    report,
    targets,
    redactor,
    context: { rerun: rerunCommand, inRepository: pathsInRepository() },
    complain,
    onFault,
  });
  return worse(code, writeStepSummary(report, targets, redactor, complain));
}

/** A report has been cleaned when it was written; once more, with what this environment holds. */
function cleaned(report: Report, files: number, redactor: Redactor): Report {
  const { secrets, suites } = report;
  return {
    ...report,
    suites: suites.map((suite) => cleanSuite(suite, redactor)),
    secrets: { ...secrets, scannedFiles: secrets.scannedFiles + files },
  };
}
