/** Every frame of a suite's wires, both ways, told as it crosses; loaded only where somebody listens. */
import type { Closure, Frame, Plan, RunEvent, SuiteRef, WireEvent } from '../model.ts';
import type { Wire, WireListener } from '../wire/wire.ts';
import type { Telling } from './telling.ts';

type Open = (listener: WireListener) => Wire;
/** `Omit` of each member of the union. */
type Told = WireEvent extends infer Event
  ? Event extends WireEvent
    ? Omit<Event, 'atMs' | 'wire' | 'step'>
    : never
  : never;

export class Wiretap {
  #wires = 0;
  #step: string | undefined;
  /** What may hold a secret that the step that runs will make known: told when it ends. */
  #held: RunEvent[] | undefined;
  readonly #givesSecrets: ReadonlySet<string>;

  constructor(
    { steps, teardown }: Pick<Plan, 'steps' | 'teardown'>,
    private readonly suite: SuiteRef,
    private readonly telling: Telling,
    /** When the run began, by `performance.now()`. */
    private readonly epoch: number,
  ) {
    const capturing = [...steps, ...teardown].filter(({ capture }) => capture.some(({ isSecret }) => isSecret));
    this.#givesSecrets = new Set(capturing.map(({ id }) => id));
  }

  /** In the place of the listener: it is shown which step runs. */
  readonly emit = (event: RunEvent): void => {
    if (event.type === 'step-start') {
      this.#step = event.step.id;
      if (this.#givesSecrets.has(event.step.id)) this.#held = [];
    }
    if (event.type === 'step-end' || event.type === 'suite-end') this.#release();
    this.telling.take(event);
  };

  /** Resolves when all has been told. */
  settled(): Promise<void> {
    return this.telling.settled();
  }

  /** The same wire, overheard. */
  on(open: Open): Open {
    const wire = ++this.#wires;
    return (listener) => {
      this.#tell(wire, { kind: 'open' });
      const opened = open(this.#overheard(wire, listener));
      opened.frames.onFrame = (frame) => this.#tell(wire, frameOf(frame));
      return opened;
    };
  }

  #overheard(wire: number, listener: WireListener): WireListener {
    return {
      frame: (frame) => listener.frame(frame),
      partial: () => listener.partial(),
      exchanged: (requestId, http) => {
        this.#tell(wire, { kind: 'http', requestId, status: http.status });
        listener.exchanged(requestId, http);
      },
      noted: (irregularity) => listener.noted(irregularity),
      failed: (requestId, why) => listener.failed(requestId, why),
      isWaiting: (requestId) => listener.isWaiting(requestId),
      closed: (closure, requestId) => {
        this.#tell(wire, { kind: 'closed', ...endOf(closure) });
        listener.closed(closure, requestId);
      },
    };
  }

  #tell(wire: number, told: Told): void {
    const atMs = Math.round((performance.now() - this.epoch) * 1000) / 1000;
    const step = this.#step === undefined ? {} : { step: this.#step };
    const event: RunEvent = { type: 'wire', suite: this.suite, event: { atMs, wire, ...step, ...told } as WireEvent };
    if (this.#held) this.#held.push(event);
    else this.telling.take(event);
  }

  #release(): void {
    this.#step = undefined;
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const event of held) this.telling.take(event);
  }
}

function frameOf({ kind: is, direction, bytes, message, requestId, problem, text }: Frame): Told {
  return {
    kind: 'frame',
    direction,
    is,
    bytes,
    ...(requestId === undefined ? {} : { requestId }),
    ...(problem === undefined ? {} : { problem }),
    ...(message === undefined ? { text } : { message }),
  };
}

function endOf({
  reason,
  exitCode,
  signal,
  errorCode,
  error,
}: Closure): Omit<Extract<Told, { kind: 'closed' }>, 'kind'> {
  return {
    reason,
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(signal === undefined ? {} : { signal }),
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(error === undefined ? {} : { error }),
  };
}
