/** Reports that are written as the run goes. */
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { type Listener, type RunEvent, UsageError } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import type { FormatName } from '../report/format-names.ts';
import { ndjsonLine } from '../report/ndjson.ts';
import type { ReportTarget } from '../report/option.ts';

export interface EventStream {
  readonly listener: Listener;
  /** After the last event: the exit code that it adds, 0 where all is well. */
  finish(redactor: Redactor, complain: (text: string) => void): Promise<number>;
}

/** Formats of which each event adds a part. */
const EVENT_FORMATS: Partial<Record<FormatName, (event: RunEvent) => string>> = { ndjson: ndjsonLine };

export function isStreamed({ format }: ReportTarget): boolean {
  return EVENT_FORMATS[format] !== undefined;
}

/** Opens the file at once. Throws UsageError where that cannot be done. */
export function openEventStream({ format, path }: ReportTarget): EventStream {
  const lineOf = EVENT_FORMATS[format] ?? (() => '');
  const file = path === '-' ? 1 : open(path);
  let written = '';
  let failure: Error | undefined;
  return {
    listener: (event) => {
      const text = lineOf(event);
      if (failure || text === '') return;
      try {
        if (path === '-') process.stdout.write(text);
        else writeSync(file, text);
        written += text;
      } catch (error) {
        failure = error as Error;
      }
    },
    finish: async (redactor, complain) => {
      if (path !== '-') closeSync(file);
      if (failure) complain(redactor.text(`the report ${path} could not be written: ${failure.message}`));
      const output = path === '-' || path.startsWith('/dev/') ? written : readFileSync(path);
      const leaked = await redactor.scanLong(output);
      if (leaked.length === 0) return failure ? 70 : 0;
      if (path !== '-') rmSync(path, { force: true });
      complain(`${path === '-' ? 'stdout' : `${path} was removed, since it`} held the secret ${leaked.join(', ')}`);
      return 5;
    },
  };
}

function open(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw new UsageError(`no report can be written to ${path}: ${(error as Error).message}`);
  }
}
