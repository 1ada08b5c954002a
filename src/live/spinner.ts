/** The spinner for the step that runs. */
import type { Ora } from 'ora';
import { duration } from '../text/duration.ts';
import { cutToWidth } from '../text/width.ts';
import type { LiveStream } from './writer.ts';

export interface Spinner {
  /** `columns` of the line, asked for each time that it is written. */
  show(text: string, columns: () => number): void;
  /** Leaves no trace on the line. */
  hide(): void;
}

/** For streams that are no terminal. */
export const noSpinner: Spinner = { show: () => {}, hide: () => {} };

/** A step that is quicker than this never shows a spinner. */
const DELAY_MS = 120;

const TICK_MS = 1000;
/** The prefix, the spinner itself, and the blanks around it; the last column stays free. */
const AROUND = 5;

/** Loads ora when the first spinner is due, so that a quick run does not pay for it. */
export function createSpinner(stream: LiveStream, color: boolean): Spinner {
  let wanted: (() => string) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ticking: NodeJS.Timeout | undefined;
  let loading: Promise<Ora> | undefined;
  let ora: Ora | undefined;
  const start = async () => {
    loading ??= createOra(stream, color);
    ora = await loading;
    if (wanted === undefined) return;
    ora.start(wanted());
    clearInterval(ticking);
    ticking = setInterval(() => {
      if (ora && wanted) ora.text = wanted();
    }, TICK_MS).unref();
  };
  const hide = () => {
    wanted = undefined;
    clearTimeout(timer);
    clearInterval(ticking);
    if (ora?.isSpinning) ora.stop();
  };
  const show: Spinner['show'] = (text, columns) => {
    hide();
    const since = performance.now();
    wanted = () => fitted(text, performance.now() - since, columns());
    timer = setTimeout(() => void start().catch(hide), DELAY_MS).unref();
  };
  return { show, hide };
}

/** With the time that it has taken so far, in whole seconds; a name is cut only where it does not fit. */
function fitted(text: string, elapsedMs: number, columns: number): string {
  const seconds = Math.floor(elapsedMs / 1000);
  const time = seconds === 0 ? '' : `  ${seconds < 60 ? `${seconds} s` : duration(seconds * 1000)}`;
  const room = Math.max(10, columns - AROUND - time.length);
  return `${cutToWidth(text, room)}${time}`;
}

/** The cursor stays and stdin is left alone, so that Ctrl-C works and an abrupt end leaves the terminal as it was. */
async function createOra(stream: LiveStream, color: boolean): Promise<Ora> {
  const { default: ora } = await import('ora');
  return ora({
    stream: stream as unknown as NodeJS.WritableStream,
    color: color ? 'cyan' : false,
    prefixText: ' ',
    isEnabled: true,
    discardStdin: false,
    hideCursor: false,
  });
}
