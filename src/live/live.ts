/** Run events to the terminal, as they come. */
import type { Listener, RunEvent, StepResult, SuiteRef } from '../model.ts';
import type { PrettyOptions, Verbosity } from '../report/pretty/options.ts';
import { createPalette } from '../report/pretty/palette.ts';
import { createTranscript } from '../report/pretty/transcript.ts';
import { printable } from '../text/printable.ts';
import { inBatches } from './batches.ts';
import { createSpinner, noSpinner } from './spinner.ts';
import { inTurn } from './turns.ts';
import { createWriter, type LiveStream } from './writer.ts';

export interface LiveOptions {
  readonly stream: LiveStream;
  readonly color: boolean;
  /** Spinners and wrapping; see `decideTty`. */
  readonly tty: boolean;
  readonly verbosity: Verbosity;
  /** Told of every text that is printed; the spinner apart. */
  readonly record?: (text: string) => void;
  /** The command that runs one step again. */
  readonly rerun: (suite: SuiteRef, step: StepResult) => string;
}

const DEFAULT_COLUMNS = 100;

/**
 * A listener that prints a run. The events must have passed the redactor. A stream that fails is ignored.
 * Call `stop` when the run ends early, so that no spinner is left and nothing waits.
 */
export function createLive(options: LiveOptions): Listener & { stop(): void } {
  const writer = createWriter(options.stream);
  // Who looks at a terminal sees each step as it comes, and spinners between them.
  const { write, flush } = options.stream.isTTY ? { write: writer, flush: () => undefined } : inBatches(writer);
  const transcript = createTranscript(layoutOf(options));
  // Pseudo-terminals may have no columns at all; ora would never end clearing its line there.
  const spins = options.tty && options.verbosity >= 0 && options.verbosity < 2 && options.stream.columns !== 0;
  const spinner = spins ? createSpinner(options.stream, options.color) : noSpinner;
  const progress = createProgress();
  const listener = inTurn((event) => {
    if (event.type === 'wire' && options.verbosity < 2) return;
    spinner.hide();
    const text = transcript(event);
    options.record?.(text);
    write(text);
    if (event.type === 'run-end') flush();
    const running = progress(event);
    if (running !== undefined) spinner.show(running, () => columnsOf(options));
  });
  return Object.assign(listener, {
    stop: () => {
      spinner.hide();
      flush();
    },
  });
}

function layoutOf(options: LiveOptions): PrettyOptions {
  const { color, verbosity, rerun } = options;
  return {
    palette: createPalette(color),
    verbosity,
    rerun,
    get width() {
      return columnsOf(options);
    },
  };
}

function columnsOf({ stream, tty }: LiveOptions): number {
  return tty ? Math.max(40, stream.columns || DEFAULT_COLUMNS) : Number.POSITIVE_INFINITY;
}

/** What the spinner says: which of how many steps it is, and its name. */
function createProgress(): (event: RunEvent) => string | undefined {
  let steps: number | undefined;
  let number = 0;
  return (event) => {
    if (event.type === 'suite-start') {
      ({ steps } = event);
      number = 0;
    }
    if (event.type !== 'step-start') return undefined;
    number++;
    const place = steps === undefined ? `${number}` : `${number}/${Math.max(steps, number)}`;
    return `${place} ${printable(event.step.name)}`;
  };
}
