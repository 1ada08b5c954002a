/** Reports that are written as the run goes. */
import type { Listener, RunEvent } from '../model.ts';
import type { FormatName } from '../report/format-names.ts';
import { ndjsonLine } from '../report/ndjson.ts';
import type { ReportTarget } from '../report/option.ts';
import { ReportWriteError } from '../report/write.ts';
import type { StopSignal } from '../stopping.ts';
import type { Cleaner } from './cleaner.ts';
import { notIn } from './own-words.ts';
import { type Sink, sinkFor } from './stream-sink.ts';

export interface EventStream {
  readonly listener: Listener;
  /** After the last event: the exit code that it adds, 0 where all is well. Rejects where it cannot be searched; then it is gone. */
  finish(redactor: Cleaner, complain: (text: string) => void, giveUp: StopSignal): Promise<number>;
}

/** Formats of which each event adds a part. */
const EVENT_FORMATS = new Map<string, (event: RunEvent) => string>([['ndjson' satisfies FormatName, ndjsonLine]]);

export function isStreamed({ format }: ReportTarget): boolean {
  return EVENT_FORMATS.has(format);
}

export function openEventStream({ format, path }: ReportTarget): Promise<EventStream> {
  return openStream(path, EVENT_FORMATS.get(format) ?? (() => ''));
}

/**
 * `lineOf` gives what an event adds. `holdsFrames`: what stands in these words as well, which are in the program's source, is no
 * leak, and what a line says in pieces is one.
 */
export async function openStream(
  path: string,
  lineOf: (event: RunEvent) => string,
  holdsFrames?: { readonly ownWords: string },
): Promise<EventStream> {
  const sink = await sinkFor(path);
  let written = '';
  let failure: unknown;
  return {
    listener: (event) => {
      const text = lineOf(event);
      if (failure || text === '') return;
      try {
        sink.write(text);
        written += text;
      } catch (error) {
        failure = error;
      }
    },
    finish: async (redactor, complain, giveUp) => {
      await sink.finish(giveUp).catch((error) => {
        failure ??= error;
      });
      if (failure) complain(redactor.text(new ReportWriteError(path, failure).message));
      if (failure && written === '') sink.remove();
      const found = await scan(sink, written, redactor, holdsFrames !== undefined);
      const leaked = notIn(() => holdsFrames?.ownWords ?? '', found, redactor);
      if (leaked.length === 0) return failure ? 70 : 0;
      sink.remove();
      complain(`${path === '-' ? 'stdout' : `${path} was removed, since it`} held the secret ${leaked.join(', ')}`);
      return 5;
    },
  };
}

/** What cannot be searched does not stay. */
async function scan(sink: Sink, written: string, redactor: Cleaner, holdsFrames: boolean): Promise<string[]> {
  try {
    const content = sink.content() ?? written;
    const spread = holdsFrames ? await redactor.scanLines(content) : [];
    return [...new Set([...(await redactor.scanLong(content)), ...spread])];
  } catch (error) {
    sink.remove();
    throw error;
  }
}
