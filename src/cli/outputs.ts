/** What hears of a run while it goes: the terminal, and the reports that are streamed. */
import { decideColour, decideTty } from '../live/colour.ts';
import { createLive, type LiveOptions } from '../live/live.ts';
import type { LiveStream } from '../live/writer.ts';
import type { Listener } from '../model.ts';
import type { ReportTarget } from '../report/option.ts';
import { printable } from '../text/printable.ts';
import type { Arguments } from './choices.ts';
import type { Faults } from './faults.ts';
import { createRecord, type ScreenRecord } from './screen-record.ts';
import { type EventStream, isStreamed, openEventStream } from './streams.ts';
import { terminalOn } from './terminal.ts';

export interface Outputs {
  /** Never throws. */
  readonly listener: Listener;
  readonly streams: readonly EventStream[];
  readonly screen: ScreenRecord;
  /** One line for people, between the steps and the summary; nothing where only failures are wanted. */
  say(line: string): void;
  /** No spinner is left. */
  stopLive(): void;
}

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
  const screen = createRecord();
  const live = faults.attempt(() => liveFor(targets, screen, argv, rerun));
  const shown = live && (argv.isAside && argv.quiet ? withoutSummary(live) : live);
  const listener = toAll([...(shown ? [shown] : []), ...streams.map((stream) => stream.listener)], faults);
  const say = (line: string) => {
    const text = `${printable(line)}\n`;
    if (argv.quiet) return;
    screen.add(text);
    streamFor(targets, argv).write(text);
  };
  return { listener, streams, screen, say, stopLive: () => live?.stop() };
}

/** Where a report takes stdout, people's text moves to stderr. */
function streamFor(targets: readonly ReportTarget[], { isAside }: Arguments): LiveStream {
  return terminalOn(isAside || targets.some(({ path }) => path === '-') ? 2 : 1);
}

/** Loaded only where it is asked for. */
async function openTraceFile(path: string): Promise<EventStream> {
  const { openTrace } = await import('./trace.ts');
  return openTrace(path);
}

function withoutSummary(listener: Listener): Listener {
  return (event) => event.type !== 'run-end' && listener(event);
}

/** One that fails hears no more; the others do. */
function toAll(listeners: readonly Listener[], faults: Faults): Listener {
  const hearing = new Set(listeners);
  return (event) => {
    for (const listener of hearing) {
      const isHeard = faults.attempt(() => {
        listener(event);
        return true;
      });
      if (!isHeard) hearing.delete(listener);
    }
  };
}

function liveFor(
  targets: readonly ReportTarget[],
  { add: record }: ScreenRecord,
  argv: Arguments,
  rerun: LiveOptions['rerun'],
): ReturnType<typeof createLive> {
  const { color, quiet, verbose } = argv;
  const stream = streamFor(targets, argv);
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
