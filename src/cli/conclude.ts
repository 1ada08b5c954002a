/** The end of a run: its report, in all formats, whatever has gone wrong with it; and the exit code. */
import { setImmediate } from 'node:timers/promises';
import type { StepResult, SuiteRef } from '../model.ts';
import type { ReportTarget } from '../report/option.ts';
import type { Run } from '../run/run.ts';
import { bareReport, withheld } from './bare-report.ts';
import type { Arguments, Choices } from './choices.ts';
import { cleanByEnvironment } from './environment-secrets.ts';
import { exitCodeOf, worse } from './exit-code.ts';
import type { Outputs } from './outputs.ts';
import type { Outside } from './outside.ts';
import { complain } from './say.ts';
import { isStreamed } from './streams.ts';

export interface Ended {
  /** Undefined where it could not even be started. */
  readonly run: Run | undefined;
  readonly targets: readonly ReportTarget[];
  readonly outputs: Outputs;
  readonly rerun: (suite: SuiteRef, step: StepResult) => string;
  readonly clean: (text: string) => string;
  readonly choices: Choices;
  readonly argv: Arguments;
  readonly outside: Outside;
}

const OWN_FAULT = 70;

/** Resolves with the exit code. What fails of this costs its own output, and none of the others. */
export async function conclude(ended: Ended): Promise<number> {
  const { run, targets, outputs, rerun, clean, outside } = ended;
  const { faults, interrupts } = outside;
  const giveUp = interrupts.next();
  // A callback of the last moment may have thrown.
  await setImmediate();
  faults.attempt(outputs.stopLive);
  const known = faults.attempt(() => run?.report(factsOf(ended)));
  const report = known ?? bareReport();
  const redactor = known && run ? run.redactor : withheld;
  let code = report.exitCode;
  const add = async (output: () => number | Promise<number>) => {
    code = worse(code, (await faults.attemptAsync(async () => output())) ?? OWN_FAULT);
  };
  await add(async () => {
    const [{ deliver }] = await loadReporters();
    const files = targets.filter((target) => !isStreamed(target));
    const { pathsInRepository } = await import('./repository.ts');
    const context = { suites: run?.refs ?? [], rerun, inRepository: pathsInRepository() };
    return deliver({ report, targets: files, redactor, context, complain, onFault: faults.note, giveUp });
  });
  await add(async () => {
    const [, { writeStepSummary }] = await loadReporters();
    return writeStepSummary(report, targets, redactor, complain);
  });
  const { locks } = ended.argv;
  if (locks && run && known)
    await add(async () => {
      const { writeLocks } = await import('./write-locks.ts');
      return writeLocks(locks, known, run.redactor, { say: outputs.say, complain });
    });
  outputs.listener({ type: 'run-end', report: { ...report, exitCode: code } });
  for (const stream of outputs.streams) await add(() => stream.finish(run?.redactor ?? withheld, complain, giveUp));
  await add(() => outputs.screen.judge(run?.redactor ?? withheld, complain));
  // It may come from before the plans, and so their secrets, were known.
  faults.tell((text) => cleanByEnvironment(clean(text)));
  return worse(worse(code, faults.first ? OWN_FAULT : 0), exitCodeOf(interrupts.signal));
}

/** What renders: loaded while a server is given its time to end. */
export function loadReporters() {
  return Promise.all([import('./deliver.ts'), import('./step-summary.ts')]);
}

function factsOf({ choices, argv, outside }: Ended): Parameters<Run['report']>[0] {
  const { passIfEmpty, isProbe: probe } = choices;
  const strict = { failOnFlaky: argv['fail-on-flaky'], failOnWarning: argv['fail-on-warning'] };
  const { signal } = outside.interrupts;
  return { passIfEmpty, probe, ...strict, ...(signal ? { signal } : {}), internalError: !!outside.faults.first };
}
