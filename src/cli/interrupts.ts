/** Ctrl-C and SIGTERM: the first stops the script (teardown runs), the second stops teardown, the third everything. */
import { createInterrupts, type Interrupts as Engine, type Signal } from '../engine/interrupts.ts';
import { surviveLostTerminal } from './lost-terminal.ts';

export type { Signal };

const SIGNALS: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

export interface Interrupts extends Engine {
  /** Whether there was a run. */
  readonly isHeeded: boolean;
  /** There is a run: it reacts to `stop` by itself. */
  heed(): void;
  /** Without a run to stop, signals end the process as they do everywhere; one that has come already does so now. */
  unlessHeeded(): void;
}

/** `onLast` ends the process at once; what is left of the servers is the reaper's. */
export function listenForInterrupts(onLast: (signal: Signal) => void): Interrupts {
  const engine = createInterrupts();
  let isHeeded = false;
  const onSignal = (signal: Signal) => {
    if (signal === 'SIGHUP') surviveLostTerminal();
    if (!engine.interrupt(signal)) onLast(signal);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  const { stop, stopTeardown, next, limit, stopAll } = engine;
  return {
    stop,
    stopTeardown,
    next,
    limit,
    stopAll,
    get signal() {
      return engine.signal;
    },
    get isHeeded() {
      return isHeeded;
    },
    heed: () => {
      isHeeded = true;
    },
    unlessHeeded: () => {
      if (isHeeded) return;
      if (engine.signal) return onLast(engine.signal);
      for (const signal of SIGNALS) process.removeListener(signal, onSignal);
    },
  };
}
