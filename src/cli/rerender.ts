/** JSON reports that were written before, rendered again as one, or compared. */
import { realpath } from 'node:fs/promises';
import { coverOver } from '../engine/cover.ts';
import { deliver } from '../engine/deliver.ts';
import { environmentSecrets } from '../engine/environment-secrets.ts';
import { worse } from '../engine/exit-code.ts';
import { withOwn } from '../engine/own-formats.ts';
import { readReports } from '../engine/read-report.ts';
import { pathsInRepository } from '../engine/repository.ts';
import { assertPlaces } from '../engine/targets.ts';
import type { Report } from '../model.ts';
import { createRedactor, type Redactor } from '../redact/redactor.ts';
import { cleanCover, cleanSuite } from '../redact/report.ts';
import { parseReportOptions } from '../report/option.ts';
import { joinReports } from './compare.ts';
import type { CoverArguments } from './options.ts';
import { type ColourArguments, isColoured } from './palette.ts';
import { rerunCommand } from './rerun.ts';
import { complain } from './say.ts';
import { writeStepSummary } from './step-summary.ts';

/** Resolves with the exit code of the merged run; of runs that are compared, with that of the last. Throws UsageError for what is no report. */
export async function rerender(
  paths: readonly string[],
  argv: CoverArguments &
    ColourArguments & { readonly report: readonly string[]; readonly compare?: boolean | undefined },
  onFault: (error: unknown) => void,
): Promise<number> {
  const asked = parseReportOptions(argv.report.length > 0 ? argv.report : ['pretty']);
  const targets = await withOwn(asked, process.cwd());
  await assertPlaces(targets, []);
  const files = targets.filter(({ path }) => path !== '-').length;
  const redactor = createRedactor(environmentSecrets(process.env));
  const known = (await readReports(await eachOnce(paths))).map((one) => cleaned(one, redactor));
  const joined = joinReports(known, argv.compare);
  if (joined.changes) complain(`compared with the run of ${joined.changes.since}; --no-compare joins them instead`);
  const cover = await coverOver(argv, joined.cover);
  const secrets = { ...joined.secrets, scannedFiles: joined.secrets.scannedFiles + files };
  const report = { ...joined, ...(cover ? { cover: cleanCover(cover, redactor) } : {}), secrets };
  const context = { rerun: rerunCommand, inRepository: pathsInRepository(), color: isColoured(argv) };
  const code = await deliver({ report, targets, redactor, context, complain, onFault });
  return worse(code, writeStepSummary(report, targets, redactor, complain));
}

/** The same file counts once, by whatever names it was given. */
async function eachOnce(paths: readonly string[]): Promise<string[]> {
  const byPlace = new Map<string, string>();
  for (const path of paths) {
    // One that is not there is told when it is read.
    const place = await realpath(path).catch(() => path);
    if (byPlace.has(place)) complain(`${path} was named before, and counts once`);
    else byPlace.set(place, path);
  }
  return [...byPlace.values()];
}

/** A report has been cleaned when it was written; once more, with what this environment holds. */
function cleaned(report: Report, redactor: Redactor): Report {
  const { suites, cover } = report;
  return {
    ...report,
    ...(cover ? { cover: cleanCover(cover, redactor) } : {}),
    suites: suites.map((suite) => cleanSuite(suite, redactor)),
  };
}
