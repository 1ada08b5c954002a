/** Plans to a report, wherever it is wanted: the one way in which the command line and the library run. */
import type { RunEvent } from '../model.ts';
import { type Run, startRun } from '../run/run.ts';
import { within } from '../waiting.ts';
import { Reaper } from '../wire/reaper.ts';
import { conclude, loadReporters } from './conclude.ts';
import { describeEnvironment } from './environment.ts';
import type { Conducted, Order, Outputs, Outside } from './order.ts';
import { VERSION } from './version.ts';

/** How long a run may go on after an exception of ours: longer than it takes to end its servers. */
const LAST_MS = 10_000;

/** Resolves when all has ended and all reports are written. `onRun` is told of the run as soon as there is one. */
export async function conduct(
  order: Order,
  outputs: Outputs,
  outside: Outside,
  onRun: (run: Run) => void = () => undefined,
): Promise<Conducted> {
  const { faults, interrupts, env, atExit } = outside;
  const reaper = new Reaper(env['PATH']);
  const parent = { env, reaper, ...(atExit ? { atExit } : {}) };
  faults.happened.then(() => interrupts.stopAll('mcp-smoke itself failed'));
  const run = faults.attempt(() => {
    const listener = (event: RunEvent) => {
      outputs.listener(event);
      if (event.type === 'step-start' && event.step.kind === 'close') void loadReporters().catch(faults.note);
    };
    return startRun(order.plans, { ...optionsOf(order, outside), parent }, listener, faults.note);
  });
  if (run) {
    onRun(run);
    await Promise.race([run.done, faults.happened.then(() => within(LAST_MS, run.done))]);
  }
  const conducted = await conclude({ run, order, outputs, outside });
  // Where something of ours has failed, it looks for what may be left.
  if (faults.first) reaper.sweep();
  else reaper.dismiss();
  return conducted;
}

function optionsOf({ choices, wiretap, cover, command, targets, locks }: Order, { interrupts, cwd, env }: Outside) {
  const { stop, stopTeardown } = interrupts;
  return {
    ...choices,
    wiretap,
    ...(cover ? { cover } : {}),
    ...(locks ? { locks: locks.of } : {}),
    stop,
    stopTeardown,
    clientVersion: VERSION,
    ...(command === undefined ? {} : { command }),
    environment: describeEnvironment(cwd, env),
    reportFiles: targets.filter(({ path }) => path !== '-').length,
  };
}
