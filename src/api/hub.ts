/** Events of a run to whoever loops over them: as many as like to, each at its own pace. */
import type { RunEvent } from '../model.ts';

/** Only what a loop that has begun has not taken yet is kept: a run that nobody looks at keeps nothing. */
export class Hub {
  readonly #readers = new Set<Reader>();
  #end: { readonly error?: unknown } | undefined;

  tell(event: RunEvent): void {
    for (const reader of this.#readers) reader.push(event);
  }

  /** There are no more. `error`: why there never will be a report. */
  end(error?: unknown): void {
    this.#end = error === undefined ? {} : { error };
    for (const reader of this.#readers) reader.end(this.#end);
    this.#readers.clear();
  }

  /** From now on. */
  read(): AsyncIterator<RunEvent, undefined> {
    const reader = new Reader(() => this.#readers.delete(reader));
    if (this.#end) reader.end(this.#end);
    else this.#readers.add(reader);
    return reader;
  }
}

interface Waiting {
  readonly resolve: (result: IteratorResult<RunEvent, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

const DONE = { done: true, value: undefined } as const;

class Reader implements AsyncIterator<RunEvent, undefined> {
  readonly #events: RunEvent[] = [];
  readonly #waiting: Waiting[] = [];
  #end: { readonly error?: unknown } | undefined;

  constructor(private readonly leave: () => void) {}

  push(event: RunEvent): void {
    const first = this.#waiting.shift();
    if (first) first.resolve({ done: false, value: event });
    else this.#events.push(event);
  }

  end(end: { readonly error?: unknown }): void {
    this.#end = end;
    for (const waiting of this.#waiting.splice(0)) this.#settle(waiting);
  }

  next(): Promise<IteratorResult<RunEvent, undefined>> {
    const event = this.#events.shift();
    if (event) return Promise.resolve({ done: false, value: event });
    return new Promise((resolve, reject) => {
      if (this.#end) this.#settle({ resolve, reject });
      else this.#waiting.push({ resolve, reject });
    });
  }

  /** A loop that is left: the run goes on. */
  async return(): Promise<IteratorResult<RunEvent, undefined>> {
    this.leave();
    this.#events.length = 0;
    this.end({});
    return DONE;
  }

  /** It is told once why it has ended. */
  #settle({ resolve, reject }: Waiting): void {
    const { error } = this.#end ?? {};
    this.#end = {};
    if (error === undefined) resolve(DONE);
    else reject(error);
  }
}
