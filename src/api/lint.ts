import { deliver } from '../engine/deliver.ts';
import { environmentSecrets } from '../engine/environment-secrets.ts';
import { lintReport } from '../engine/lint-report.ts';
import { lint as read } from '../lint/lint.ts';
import type { Listener, Report } from '../model.ts';
import { createRedactor } from '../redact/redactor.ts';
import { eventsOf } from '../report/events.ts';
import type { LintOptions } from './options.ts';
import { outcomeOf } from './perform.ts';
import { assertOptions, openStage, placeOf, type Stage } from './place.ts';
import { reportsOf } from './reports.ts';
import { begin, type SmokeRun } from './run.ts';

/**
 * Reads the source of servers (Python, JavaScript, TypeScript) for what breaks them; runs nothing. `paths`: files and
 * folders. All events come at the end.
 */
export function lint(paths: string | readonly string[], options: LintOptions = {}): SmokeRun {
  const place = placeOf(options);
  return begin(async (tell) => {
    assertOptions('lint', options);
    const stage = openStage(options, place);
    try {
      return await run([paths].flat(), options, stage, tell);
    } finally {
      stage.clear();
    }
  });
}

async function run(paths: readonly string[], options: LintOptions, stage: Stage, tell: Listener): Promise<Report> {
  const { cwd, env, faults, complain } = stage.outside;
  const { failOnWarning = false } = options;
  const targets = await reportsOf(options, [], cwd);
  const startedAt = new Date();
  const redactor = createRedactor(environmentSecrets(env));
  const scannedFiles = targets.length;
  const result = read(paths, cwd);
  const report = lintReport(result, { startedAt, failOnWarning, scannedFiles, redactor, cwd, env });
  const code = await deliver({ report, targets, redactor, context: {}, complain, onFault: faults.note });
  for (const event of eventsOf({ ...report, exitCode: code })) tell(event);
  return outcomeOf({ report, code }, stage);
}
