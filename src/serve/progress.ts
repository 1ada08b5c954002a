/** Events of a run as notifications/progress, where the client has asked for them. */
import type { Listener, RunEvent } from '../model.ts';

export interface Progress {
  readonly progress: number;
  readonly message: string;
}

const LONGEST = 200;

/** A step that has ended is one more; how many there will be is not always known, and then not said. */
export function progressTo(send: (progress: Progress) => void): Listener {
  let ended = 0;
  return (event: RunEvent) => {
    if (event.type !== 'step-end') return;
    const { suite, step } = event;
    send({ progress: ++ended, message: `${suite.name}: ${step.name}: ${step.status}`.slice(0, LONGEST) });
  };
}
