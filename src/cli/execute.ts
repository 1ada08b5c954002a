/** Runs plans for the command line: shows them live, writes the reports, and says the exit code. */

import type { Choices } from '../engine/choices.ts';
import { conduct } from '../engine/conduct.ts';
import { coverFor } from '../engine/cover.ts';
import { cleanByEnvironment } from '../engine/environment-secrets.ts';
import { targetsOf } from '../engine/targets.ts';
import type { Plan, StepResult, SuiteRef } from '../model.ts';
import type { Run } from '../run/run.ts';
import { commandLine } from '../text/command-line.ts';
import { calledAs } from './called-as.ts';
import type { Arguments } from './choices.ts';
import { maskInGithubLog } from './mask.ts';
import { durationMs } from './options.ts';
import { openOutputs } from './outputs.ts';
import type { Outside } from './outside.ts';
import { keptOptions, rerunCommand } from './rerun.ts';
import { complain } from './say.ts';

/** Resolves with the exit code. Throws UsageError before anything is started. */
export async function execute(
  plans: readonly Plan[],
  choices: Choices,
  argv: Arguments,
  { faults, interrupts, listenToOutputs }: Outside,
): Promise<number> {
  const cwd = process.cwd();
  if (argv['max-time'] !== undefined) interrupts.limit(durationMs('max-time', argv['max-time']));
  const targets = await targetsOf(argv.report, [...plans, ...(choices.unread ?? [])], argv.trace);
  // What is streamed is written before the loop turns.
  if (argv.trace === '-' || targets.some(({ path }) => path === '-')) listenToOutputs();
  const cover = await coverFor(argv, plans);
  const kept = faults.attempt(() => keptOptions(argv)) ?? [];
  let run: Run | undefined;
  const clean = (text: string) => (run ? run.redactor.text(text) : cleanByEnvironment(text));
  // A value given on the command line may be a secret all the same.
  const rerun = (suite: SuiteRef, step: StepResult) => clean(rerunCommand(suite, step, kept));
  const outputs = await openOutputs(targets, argv, rerun, faults);
  faults.attempt(() => maskInGithubLog(plans, listenToOutputs));
  const order = {
    plans,
    choices,
    targets,
    cover,
    wiretap: argv.trace !== undefined || argv.verbose >= 2,
    failOnFlaky: argv['fail-on-flaky'],
    failOnWarning: argv['fail-on-warning'],
    command: `${calledAs()} ${commandLine(process.argv.slice(2))}`.trim(),
    rerun,
  };
  const outside = { faults, interrupts, cwd, env: process.env, atExit, complain };
  const { code } = await conduct(order, outputs, outside, (started) => {
    run = started;
  });
  // It may come from before the plans, and so their secrets, were known.
  faults.tell((text) => cleanByEnvironment(clean(text)));
  return code;
}

function atExit(clear: () => void) {
  process.once('exit', clear);
  return { takeBack: () => process.removeListener('exit', clear) };
}
