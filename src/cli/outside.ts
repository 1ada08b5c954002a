/** What comes from outside of a run: signals, exceptions that nobody awaits, and an output that is lost. */
import { constants } from 'node:os';
import { reasonOf } from '../report/reason.ts';
import { OWN_FAULT, type ToldFaults, watchFaults } from './faults.ts';
import { type Interrupts, listenForInterrupts } from './interrupts.ts';

export interface Outside {
  readonly faults: ToldFaults;
  readonly interrupts: Interrupts;
  /** To be called before anything is written: an output that is lost is no exception from then on. */
  listenToOutputs(): void;
  /** Why stdout cannot be written; a reader that has gone (EPIPE) is no reason. */
  lostStdout(): string | undefined;
  /** For what happens before there is a program: one line for a folder that is gone, else the stack. Ends the process. */
  end(error: unknown): never;
}

const USAGE = 2;

export function watchOutside(): Outside {
  const faults = watchFaults();
  let lost: string | undefined;
  let isListening = false;
  return {
    faults,
    listenToOutputs: () => {
      if (isListening) return;
      isListening = true;
      process.stdout.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE') lost ??= reasonOf(error);
      });
      // There is nobody left to tell.
      process.stderr.on('error', () => undefined);
    },
    interrupts: listenForInterrupts((signal) => process.exit(128 + constants.signals[signal])),
    lostStdout: () => lost,
    end: (error) => {
      if ((error as NodeJS.ErrnoException).syscall === 'uv_cwd') {
        process.stderr.write('the working folder is gone: change to one that is there\n');
        process.exit(USAGE);
      }
      faults.note(error);
      faults.tell((text) => text);
      process.exit(OWN_FAULT);
    },
  };
}
