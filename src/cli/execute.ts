/** Runs plans, shows them live, writes the reports, and says the exit code. */
import { constants } from 'node:os';
import { decideColour, decideTty } from '../live/colour.ts';
import { createLive } from '../live/live.ts';
import type { Listener, Plan, Report, StepResult, SuiteRef } from '../model.ts';
import { formats } from '../report/formats.ts';
import { parseReportOptions, type ReportTarget } from '../report/option.ts';
import { checkWritable, writeReport } from '../report/write.ts';
import type { RunOptions } from '../run/options.ts';
import { type Run, startRun } from '../run/run.ts';
import { listenForInterrupts } from './interrupts.ts';
import { durationMs, type RunArguments } from './options.ts';
import { keptOptions, rerunCommand } from './rerun.ts';
import { VERSION } from './version.ts';

export type Choices = Omit<RunOptions, 'stop' | 'stopTeardown' | 'clientVersion'>;
type Arguments = Pick<RunArguments, 'report' | 'max-time' | 'quiet' | 'verbose' | 'color'>;

type Rerun = (suite: SuiteRef, step: StepResult) => string;

/** Resolves with the exit code. Throws UsageError before anything is started. */
export async function execute(plans: readonly Plan[], choices: Choices, argv: Arguments): Promise<number> {
  const targets = parseReportOptions(argv.report).filter(({ format, path }) => !(format === 'pretty' && path === '-'));
  for (const { path } of targets) await checkWritable(path);
  const maxTimeMs = argv['max-time'] === undefined ? undefined : durationMs('max-time', argv['max-time']);
  const kept = keptOptions(argv);
  // A value given on the command line may be a secret all the same.
  const rerun: Rerun = (suite, step) => run.redactor.text(rerunCommand(suite, step, kept));
  const live = liveFor(targets, argv, rerun);
  const interrupts = listenForInterrupts(maxTimeMs, (signal) => process.exit(128 + constants.signals[signal]));
  const { stop, stopTeardown } = interrupts;
  const run: Run = startRun(plans, { ...choices, stop, stopTeardown, clientVersion: VERSION }, live);
  const fault = await run.done.then(() => undefined, asError);
  live.stop();
  const { passIfEmpty, isProbe: probe } = choices;
  const report = run.report({ passIfEmpty, probe, signal: interrupts.signal, internalError: fault !== undefined });
  const code = await deliver(report, targets, run, live, rerun);
  interrupts.release();
  if (fault) throw new Error(run.redactor.text(fault.stack ?? fault.message));
  return code;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** Where a report takes stdout, people's text moves to stderr. */
function liveFor(
  targets: readonly ReportTarget[],
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
    rerun,
  });
}

/** One report that cannot be written does not lose the others, and never ends in 0. */
async function deliver(
  report: Report,
  targets: readonly ReportTarget[],
  { redactor, refs }: Run,
  live: Listener,
  rerun: Rerun,
): Promise<number> {
  let { exitCode } = report;
  for (const { format, path } of targets) {
    const text = formats[format].render(report, { suites: refs, rerun });
    const leaked = redactor.scan(text);
    if (leaked.length > 0) {
      process.stderr.write(`${path}: not written, since the secret ${leaked.join(', ')} would stand in it\n`);
      exitCode = 5;
      continue;
    }
    await write(path, text).catch((error: Error) => {
      process.stderr.write(`${error.message}\n`);
      exitCode ||= 70;
    });
  }
  live({ type: 'run-end', report: { ...report, exitCode } });
  return exitCode;
}

async function write(path: string, text: string): Promise<void> {
  if (path !== '-') return writeReport(path, text);
  await new Promise<void>((resolve, reject) =>
    process.stdout.write(text, (error) => (error ? reject(error) : resolve())),
  );
}
