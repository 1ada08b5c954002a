/** Where a report goes that is written bit by bit. */
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Device } from '../report/device.ts';
import { isDevice } from '../report/write.ts';
import type { StopSignal } from '../stopping.ts';
import { writeStdout } from './stdout.ts';

export interface Sink {
  /** Throws, now or when `finish` is asked, what makes writing impossible. */
  write(text: string): void;
  /** Resolves when all has left. */
  finish(giveUp: StopSignal): Promise<void>;
  /** What stands there; undefined where nothing is kept. */
  content(): Buffer | undefined;
  remove(): void;
}

const NOTHING_KEPT = { content: () => undefined, remove: () => undefined };

export async function sinkFor(path: string): Promise<Sink> {
  if (path === '-') return stdoutSink();
  return isDevice(path) ? deviceSink(path) : fileSink(path);
}

/** Opened with the first text, so that no empty file is left where there is none. */
function fileSink(path: string): Sink {
  let file: number | undefined;
  return {
    write: (text) => {
      file ??= openSync(path, 'w');
      writeFileSync(file, text);
    },
    finish: async () => {
      if (file !== undefined) closeSync(file);
    },
    content: () => (file === undefined ? undefined : readFileSync(path)),
    remove: () => {
      if (file !== undefined) rmSync(path, { force: true });
    },
  };
}

function deviceSink(path: string): Sink {
  const device = new Device(path);
  return { write: (text) => device.write(text), finish: (giveUp) => device.finish(giveUp), ...NOTHING_KEPT };
}

function stdoutSink(): Sink {
  let failure: Error | undefined;
  const note = (error: Error | null | undefined) => {
    failure ??= error ?? undefined;
  };
  return {
    write: (text) => void process.stdout.write(text, note),
    finish: async (giveUp) => {
      await writeStdout('', giveUp);
      if (failure) throw failure;
    },
    ...NOTHING_KEPT,
  };
}
