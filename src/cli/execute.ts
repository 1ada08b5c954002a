/** Runs plans, shows them live, writes the reports, and says the exit code. */
import { constants } from 'node:os';
import { decideColour, decideTty } from '../live/colour.ts';
import { createLive } from '../live/live.ts';
import type { Listener, Plan, StepResult, SuiteRef } from '../model.ts';
import { parseReportOptions, type ReportTarget } from '../report/option.ts';
import { checkWritable } from '../report/write.ts';
import type { RunOptions } from '../run/options.ts';
import { type Run, startRun } from '../run/run.ts';
import { commandLine } from './command-line.ts';
import { describeEnvironment } from './environment.ts';
import { worse } from './exit-code.ts';
import { listenForInterrupts } from './interrupts.ts';
import { maskInGithubLog } from './mask.ts';
import { durationMs, type RunArguments } from './options.ts';
import { keptOptions, rerunCommand } from './rerun.ts';
import { complain } from './say.ts';
import { createRecord, type ScreenRecord } from './screen-record.ts';
import { isStreamed, openEventStream } from './streams.ts';
import { VERSION } from './version.ts';

export type Choices = Omit<
  RunOptions,
  'stop' | 'stopTeardown' | 'clientVersion' | 'command' | 'environment' | 'reportFiles'
>;
type Arguments = Pick<
  RunArguments,
  'report' | 'max-time' | 'quiet' | 'verbose' | 'color' | 'fail-on-flaky' | 'fail-on-warning'
>;

type Rerun = (suite: SuiteRef, step: StepResult) => string;

/** Resolves with the exit code. Throws UsageError before anything is started. */
export async function execute(plans: readonly Plan[], choices: Choices, argv: Arguments): Promise<number> {
  const targets = parseReportOptions(argv.report).filter(({ format, path }) => !(format === 'pretty' && path === '-'));
  for (const { path } of targets) await checkWritable(path);
  const maxTimeMs = argv['max-time'] === undefined ? undefined : durationMs('max-time', argv['max-time']);
  const streams = targets.filter(isStreamed).map(openEventStream);
  const screen = createRecord();
  const kept = keptOptions(argv);
  // A value given on the command line may be a secret all the same.
  const rerun: Rerun = (suite, step) => run.redactor.text(rerunCommand(suite, step, kept));
  const live = liveFor(targets, screen, argv, rerun);
  const listener: Listener = (event) => {
    live(event);
    for (const stream of streams) stream.listener(event);
  };
  maskInGithubLog(plans);
  const interrupts = listenForInterrupts(maxTimeMs, (signal) => process.exit(128 + constants.signals[signal]));
  const { stop, stopTeardown } = interrupts;
  const run: Run = startRun(plans, { ...choices, stop, stopTeardown, ...factsFor(targets) }, listener);
  const fault = await run.done.then(() => undefined, asError);
  live.stop();
  const { passIfEmpty, isProbe: probe } = choices;
  const strict = { failOnFlaky: argv['fail-on-flaky'], failOnWarning: argv['fail-on-warning'] };
  const ended = { signal: interrupts.signal, internalError: fault !== undefined };
  const report = run.report({ passIfEmpty, probe, ...strict, ...ended });
  const { redactor, refs } = run;
  const context = { suites: refs, rerun };
  const files = targets.filter((target) => !isStreamed(target));
  // What renders is loaded when the servers have ended.
  const { deliver } = await import('./deliver.ts');
  let code = await deliver({ report, targets: files, redactor, context, complain });
  const { writeStepSummary } = await import('./step-summary.ts');
  code = worse(code, writeStepSummary(report, targets, redactor, complain));
  listener({ type: 'run-end', report: { ...report, exitCode: code } });
  for (const stream of streams) code = worse(code, await stream.finish(redactor, complain));
  code = worse(code, await screen.judge(redactor, complain));
  interrupts.release();
  if (fault) throw new Error(redactor.text(fault.stack ?? fault.message));
  return code;
}

function factsFor(targets: readonly ReportTarget[]) {
  const command = commandLine(['mcp-smoke', ...process.argv.slice(2)]);
  const reportFiles = targets.filter(({ path }) => path !== '-').length;
  return { clientVersion: VERSION, command, environment: describeEnvironment(process.cwd()), reportFiles };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** Where a report takes stdout, people's text moves to stderr. */
function liveFor(
  targets: readonly ReportTarget[],
  { add: record }: ScreenRecord,
  { color, quiet, verbose }: Arguments,
  rerun: Rerun,
): Listener & { stop(): void } {
  const stream = targets.some(({ path }) => path === '-') ? process.stderr : process.stdout;
  const facts = { env: process.env, isTTY: stream.isTTY === true };
  const verbosity = quiet ? -1 : verbose >= 2 ? 2 : verbose === 1 ? 1 : 0;
  return createLive({
    stream,
    color: decideColour({ ...facts, flag: color }),
    tty: decideTty(facts),
    verbosity,
    record,
    rerun,
  });
}
