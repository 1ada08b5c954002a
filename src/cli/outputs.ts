/** What hears of a run while it goes: the terminal, and the reports that are streamed. */

import type { Faults } from '../engine/faults.ts';
import type { Outputs } from '../engine/order.ts';
import { type EventStream, isStreamed, openEventStream } from '../engine/streams.ts';
import { toAll } from '../engine/to-all.ts';
import { decideColour, decideTty } from '../live/colour.ts';
import { createLive, type LiveOptions } from '../live/live.ts';
import type { Listener } from '../model.ts';
import type { ReportTarget } from '../report/option.ts';
import { printable } from '../text/printable.ts';
import type { Arguments } from './choices.ts';
import { complain } from './say.ts';
import { createRecord, type ScreenRecord } from './screen-record.ts';
import { terminalOn } from './terminal.ts';

export async function openOutputs(
  targets: readonly ReportTarget[],
  argv: Arguments,
  rerun: LiveOptions['rerun'],
  faults: Faults,
): Promise<Outputs> {
  const streams = await Promise.all([
    ...targets.filter(isStreamed).map(openEventStream),
    ...(argv.trace === undefined ? [] : [openTraceFile(argv.trace)]),
  ]);
  const screen = createRecord(argv.verbose >= 2);
  const live = faults.attempt(() => liveFor(targets, screen, argv, rerun));
  const shown = live && (argv.isAside && argv.quiet ? withoutSummary(live) : live);
  const listener = toAll([...(shown ? [shown] : []), ...streams.map((stream) => stream.listener)], faults);
  return {
    listener,
    streams,
    stopLive: () => live?.stop(),
    say: (line) => live?.say(`${printable(line)}\n`),
    alsoTo: async (report, cleaner) => {
      const { writeStepSummary } = await import('./step-summary.ts');
      return writeStepSummary(report, targets, cleaner, complain);
    },
    judgeShown: (cleaner) => screen.judge(cleaner, complain),
  };
}

/** Loaded only where it is asked for. */
async function openTraceFile(path: string): Promise<EventStream> {
  const { openTrace } = await import('../engine/trace.ts');
  return openTrace(path);
}

function withoutSummary(listener: Listener): Listener {
  return (event) => event.type !== 'run-end' && listener(event);
}

/** Where a report takes stdout, people's text moves to stderr. */
function liveFor(
  targets: readonly ReportTarget[],
  { add: record }: ScreenRecord,
  { color, quiet, verbose, isAside }: Arguments,
  rerun: LiveOptions['rerun'],
): ReturnType<typeof createLive> {
  const stream = terminalOn(isAside || targets.some(({ path }) => path === '-') ? 2 : 1);
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
