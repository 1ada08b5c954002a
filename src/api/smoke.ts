import { locksFor } from '../engine/file-run.ts';
import type { Listener, Report } from '../model.ts';
import type { SmokeOptions } from './options.ts';
import { jobsOf, perform } from './perform.ts';
import { assertOptions, openStage, placeOf, type Stage } from './place.ts';
import { chosenOf, plansOf } from './plans.ts';
import { begin, type SmokeRun } from './run.ts';
import type { Given } from './smoke-file.ts';

/**
 * Runs smoke files: `target` is the path of one (a folder, a pattern, or several, as on the command line), or an object of
 * the shape of a smoke file, whose paths are relative to `cwd`. Prints nothing, installs no handler, ends no process.
 * Never throws: see `SmokeRun` for how a run ends.
 */
export function smoke(target: Given | readonly Given[], options: SmokeOptions = {}): SmokeRun {
  const place = placeOf(options);
  return begin(async (tell) => {
    assertOptions('smoke', options);
    jobsOf(options.jobs);
    const stage = openStage(options, place);
    try {
      return await run(target, options, stage, tell);
    } finally {
      stage.clear();
    }
  });
}

async function run(
  target: Given | readonly Given[],
  options: SmokeOptions,
  stage: Stage,
  tell: Listener,
): Promise<Report> {
  const known = await plansOf(target, options, stage.outside);
  const { plans, choices } = await chosenOf(known, options, stage.outside.cwd);
  const locks = await locksFor(plans, options, stage.outside);
  return perform(plans, choices, { ...options, locks }, stage, tell);
}
