/** Our questions whether the server is there, beside the requests of the script. */
import type { Outcome, RequestId } from '../model.ts';
import { isLost } from './liveness.ts';
import type { IdTable } from './pending.ts';

/** What a question needs of its session. */
export interface Asker {
  readonly ids: IdTable;
  /** The method of the era. */
  method(): string;
  send(id: RequestId, method: string): void;
  hasEnded(): boolean;
}

export class SignsOfLife {
  constructor(private readonly asker: Asker) {}

  /** `ended` is told when an answer has come, or the question was lost; never of a server that has gone. */
  ask(ended: (isLost: boolean) => void): void {
    const { asker } = this;
    if (asker.hasEnded()) return;
    const id = asker.ids.nextId();
    const method = asker.method();
    const settle = (outcome: Outcome) => {
      asker.ids.remove(id, 'answered');
      if (outcome.kind !== 'closed') ended(isLost(outcome));
    };
    asker.ids.add({ id, method, isLiveness: true, irregularities: [], settle });
    asker.send(id, method);
  }

  /** Whether a question is answered while there is time. */
  isAlive(): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.asker.hasEnded()) resolve(false);
      else this.ask(() => resolve(true));
    });
  }
}
