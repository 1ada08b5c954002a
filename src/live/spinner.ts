/** The spinner for the step that runs. */
import type { Ora } from 'ora';
import type { LiveStream } from './writer.ts';

export interface Spinner {
  show(text: string): void;
  /** Leaves no trace on the line. */
  hide(): void;
}

/** For streams that are no terminal. */
export const noSpinner: Spinner = { show: () => {}, hide: () => {} };

/** A step that is quicker than this never shows a spinner. */
const DELAY_MS = 120;

/** Loads ora when the first spinner is due, so that a quick run does not pay for it. */
export function createSpinner(stream: LiveStream, color: boolean): Spinner {
  let wanted: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let loading: Promise<Ora> | undefined;
  let ora: Ora | undefined;
  const start = async () => {
    loading ??= createOra(stream, color);
    ora = await loading;
    if (wanted !== undefined) ora.start(wanted);
  };
  const hide = () => {
    wanted = undefined;
    clearTimeout(timer);
    if (ora?.isSpinning) ora.stop();
  };
  const show = (text: string) => {
    hide();
    wanted = text;
    timer = setTimeout(() => void start().catch(hide), DELAY_MS).unref();
  };
  return { show, hide };
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
