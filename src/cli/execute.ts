/** Runs plans, shows them live, writes the reports, and says the exit code. */
import type { Plan, RunEvent, StepResult, SuiteRef } from '../model.ts';
import type { ReportTarget } from '../report/option.ts';
import { type Run, startRun } from '../run/run.ts';
import { commandLine } from '../text/command-line.ts';
import { calledAs } from './called-as.ts';
import type { Arguments, Choices } from './choices.ts';
import { conclude, loadReporters } from './conclude.ts';
import { coverFor } from './cover.ts';
import { describeEnvironment } from './environment.ts';
import { cleanByEnvironment } from './environment-secrets.ts';
import { maskInGithubLog } from './mask.ts';
import { durationMs } from './options.ts';
import { openOutputs } from './outputs.ts';
import type { Outside } from './outside.ts';
import { keptOptions, rerunCommand } from './rerun.ts';
import { targetsOf } from './targets.ts';
import { VERSION } from './version.ts';

/** How long a run may go on after an exception of ours: longer than it takes to end its servers. */
const LAST_MS = 10_000;

/** Resolves with the exit code. Throws UsageError before anything is started. */
export async function execute(
  plans: readonly Plan[],
  choices: Choices,
  argv: Arguments,
  outside: Outside,
): Promise<number> {
  const { faults, interrupts } = outside;
  if (argv['max-time'] !== undefined) interrupts.limit(durationMs('max-time', argv['max-time']));
  const targets = await targetsOf(argv.report, [...plans, ...(choices.unread ?? [])], argv.trace);
  // What is streamed is written before the loop turns.
  if (argv.trace === '-' || targets.some(({ path }) => path === '-')) outside.listenToOutputs();
  const cover = await coverFor(argv, plans);
  const kept = faults.attempt(() => keptOptions(argv)) ?? [];
  let run: Run | undefined;
  const clean = (text: string) => (run ? run.redactor.text(text) : cleanByEnvironment(text));
  // A value given on the command line may be a secret all the same.
  const rerun = (suite: SuiteRef, step: StepResult) => clean(rerunCommand(suite, step, kept));
  const outputs = await openOutputs(targets, argv, rerun, faults);
  faults.happened.then(() => interrupts.stopAll('mcp-smoke itself failed'));
  run = faults.attempt(() => {
    maskInGithubLog(plans, outside.listenToOutputs);
    const { stop, stopTeardown } = interrupts;
    const listener = (event: RunEvent) => {
      outputs.listener(event);
      if (event.type === 'step-start' && event.step.kind === 'close') void loadReporters().catch(faults.note);
    };
    const heard = { wiretap: argv.trace !== undefined || argv.verbose >= 2, ...(cover ? { cover } : {}) };
    const settings = { ...choices, ...heard, stop, stopTeardown, ...factsFor(targets) };
    return startRun(plans, settings, listener, faults.note);
  });
  await Promise.race([run?.done, faults.overdue(LAST_MS)]);
  return conclude({ run, targets, outputs, rerun, clean, choices, argv, outside });
}

function factsFor(targets: readonly ReportTarget[]) {
  const command = `${calledAs()} ${commandLine(process.argv.slice(2))}`.trim();
  const reportFiles = targets.filter(({ path }) => path !== '-').length;
  return { clientVersion: VERSION, command, environment: describeEnvironment(process.cwd()), reportFiles };
}
