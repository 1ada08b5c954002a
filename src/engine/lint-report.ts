/** What lint found, as a report: a finding of a run and one of lint meet in one format. */

import type { LintResult } from '../lint/lint.ts';
import type { Report } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import { cleanSuite, masksIn } from '../redact/report.ts';
import { type LintCounts, lintSuite } from '../report/lint/suite.ts';
import { judge } from '../report/verdict.ts';
import { isoTime } from '../text/iso-time.ts';
import { describeEnvironment } from './environment.ts';

interface About {
  readonly startedAt: Date;
  readonly failOnWarning: boolean;
  /** How many files the report is written to. */
  readonly scannedFiles: number;
  readonly redactor: Redactor;
  readonly command?: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function lintReport(
  { findings, files, servers, handlers }: LintResult,
  { startedAt, failOnWarning, scannedFiles, redactor, command, cwd, env }: About,
): Report {
  const durationMs = Date.now() - startedAt.getTime();
  const counts: LintCounts = { files, servers, handlers };
  const suites = [cleanSuite(lintSuite(findings, counts, durationMs), redactor)];
  return {
    schema: 'mcp-smoke/report@1',
    ...judge({ suites, hasRun: true, passIfEmpty: true, failOnWarning }),
    startedAt: isoTime(startedAt),
    durationMs,
    ...(command === undefined ? {} : { command: redactor.text(command) }),
    environment: describeEnvironment(cwd, env),
    suites,
    secrets: { values: redactor.secrets.length, replaced: masksIn(suites, redactor), scannedFiles },
  };
}
