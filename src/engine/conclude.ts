/** The end of a run: its report, in all formats, whatever has gone wrong with it; and the exit code. */
import type { Run } from '../run/run.ts';
import { nextTurn } from '../waiting.ts';
import { bareReport, withheld } from './bare-report.ts';
import { exitCodeOf, worse } from './exit-code.ts';
import type { Conducted, Order, Outputs, Outside } from './order.ts';
import { isStreamed } from './streams.ts';

interface Ended {
  /** Undefined where it could not even be started. */
  readonly run: Run | undefined;
  readonly order: Order;
  readonly outputs: Outputs;
  readonly outside: Outside;
}

const OWN_FAULT = 70;

/** What fails of this costs its own output, and none of the others. */
export async function conclude(ended: Ended): Promise<Conducted> {
  const { run, order, outputs, outside } = ended;
  const { faults, interrupts, complain } = outside;
  const giveUp = interrupts.next();
  // A callback of the last moment may have thrown.
  await nextTurn();
  faults.attempt(() => outputs.stopLive?.());
  const known = faults.attempt(() => run?.report(factsOf(ended)));
  const report = known ?? bareReport();
  const redactor = known && run ? run.redactor : withheld;
  let code = report.exitCode;
  const add = async (output: () => number | Promise<number>) => {
    code = worse(code, (await faults.attemptAsync(async () => output())) ?? OWN_FAULT);
  };
  await add(async () => {
    const { deliver } = await loadReporters();
    const files = order.targets.filter((target) => !isStreamed(target));
    const { pathsInRepository } = await import('./repository.ts');
    const context = {
      suites: run?.refs ?? [],
      inRepository: pathsInRepository(outside.cwd, outside.env),
      ...(order.rerun ? { rerun: order.rerun } : {}),
    };
    return deliver({ report, targets: files, redactor, context, complain, onFault: faults.note, giveUp });
  });
  await add(() => outputs.alsoTo?.(report, redactor) ?? 0);
  const { locks } = order;
  if (locks && run && known)
    await add(async () => {
      const { writeLocks } = await import('./write-locks.ts');
      return writeLocks(locks, known, run.redactor, { say: (line) => outputs.say?.(line), complain });
    });
  outputs.listener({ type: 'run-end', report: { ...report, exitCode: code } });
  const searching = run?.redactor ?? withheld;
  const beside = await faults.attemptAsync(async () => (await loadReporters()).beside(searching, report));
  for (const stream of outputs.streams) await add(() => stream.finish(beside ?? searching, complain, giveUp));
  await add(() => outputs.judgeShown?.(beside ?? searching) ?? 0);
  return { report, code: worse(worse(code, faults.first ? OWN_FAULT : 0), exitCodeOf(interrupts.signal)) };
}

/** What renders: loaded while a server is given its time to end. */
export function loadReporters() {
  return import('./deliver.ts');
}

function factsOf({ order, outside }: Ended): Parameters<Run['report']>[0] {
  const { choices, failOnFlaky, failOnWarning } = order;
  const { passIfEmpty, isProbe: probe } = choices;
  const { signal } = outside.interrupts;
  const interrupted = signal ? { signal } : {};
  return { passIfEmpty, probe, failOnFlaky, failOnWarning, ...interrupted, internalError: !!outside.faults.first };
}
