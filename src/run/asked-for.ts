/**
 * What requests have asked to be told in their `_meta`, message by message in the order in which they crossed the wire: whether
 * somebody has asked for a notification can be said only of the moment in which it came.
 */
import type { LateProgress, Unasked } from '../checks/subjects.ts';
import { isObject } from '../json/kind.ts';
import { metaOf } from '../json/meta.ts';
import { type Frame, LOG_LEVEL, PROGRESS_TOKEN } from '../model.ts';

type Message = Readonly<Record<string, unknown>>;

/** Of one connection. */
export class AskedFor {
  readonly #logs = new LogRequests();
  readonly #progress = new ProgressRequests();

  /** The next frames, each once. */
  follow(frames: readonly Frame[]): Unasked {
    const found: Found = { logs: [], late: [], unknown: [], shrinking: [] };
    for (const frame of frames) if (isObject(frame.message)) this.#one(frame, frame.message, found);
    return found;
  }

  #one(frame: Frame, message: Message, { logs, late, unknown, shrinking }: Found): void {
    const { method, id } = message;
    if (frame.direction === 'out') {
      if (method === undefined || id === undefined) return;
      this.#logs.sent(String(id), message);
      this.#progress.sent(String(id), message);
    } else if (method === undefined) {
      // Behind the handle of a task the work goes on, and with it what is told of it.
      if (id === undefined || isTask(message)) return;
      this.#logs.answered(String(id));
      this.#progress.answered(String(id), frame);
    } else if (method === 'notifications/message') {
      if (id === undefined && !this.#logs.mayCome(frame)) logs.push(frame);
    } else if (method === 'notifications/progress') {
      const { progressToken, progress } = (isObject(message['params']) ? message['params'] : {}) as Message;
      const fault = this.#progress.faultOf(progressToken, frame);
      const before = this.#progress.before(progressToken, progress);
      if (fault === 'unknown') unknown.push(frame);
      else if (fault) late.push(fault);
      else if (before !== undefined) shrinking.push({ frame, before });
    }
  }
}

interface Found {
  readonly logs: Frame[];
  readonly late: LateProgress[];
  readonly unknown: Frame[];
  readonly shrinking: { frame: Frame; before: number }[];
}

/** Requests of 2026-07-28 that want log messages. */
class LogRequests {
  /** Over HTTP, where a message belongs to the request that it came with. */
  readonly #all = new Set<string>();
  readonly #open = new Set<string>();
  /** None has been sent since that wants none: what comes now is but late. */
  #isLast = false;

  sent(id: string, { params }: Message): void {
    this.#isLast = Object.hasOwn(metaOf(params), LOG_LEVEL);
    if (!this.#isLast) return;
    this.#all.add(id);
    this.#open.add(id);
  }

  answered(id: string): void {
    this.#open.delete(id);
  }

  mayCome({ requestId }: Frame): boolean {
    return requestId === undefined ? this.#isLast || this.#open.size > 0 : this.#all.has(String(requestId));
  }
}

/** Who gave a token. Several at once may give the same one. */
interface Given {
  open: number;
  readonly request: LateProgress['request'];
  /** What carried the last answer: over HTTP a stream of its own, on which alone an order can be told. */
  answeredOn?: Frame['requestId'];
  isTold?: true;
  progress?: number;
}

class ProgressRequests {
  readonly #given = new Map<unknown, Given>();
  /** Tokens of requests that are open. */
  readonly #open = new Map<string, unknown>();

  sent(id: string, { method, params }: Message): void {
    const token = metaOf(params)['progressToken'];
    if (token === undefined) return;
    const { name, uri } = params as Message;
    this.#open.set(id, token);
    this.#given.set(token, { open: (this.#given.get(token)?.open ?? 0) + 1, request: { method, target: name ?? uri } });
  }

  answered(id: string, { requestId }: Frame): void {
    const given = this.#given.get(this.#open.get(id));
    if (!given || !this.#open.delete(id)) return;
    given.open -= 1;
    given.answeredOn = requestId;
  }

  /** What was reported before, where it is not less. One token of several requests says nothing. */
  before(token: unknown, progress: unknown): number | undefined {
    const given = this.#given.get(token);
    if (given?.open !== 1 || typeof progress !== 'number') return undefined;
    const { progress: before } = given;
    given.progress = progress;
    return before !== undefined && progress <= before ? before : undefined;
  }

  /** What is late is told once for each request. */
  faultOf(token: unknown, frame: Frame): LateProgress | 'unknown' | undefined {
    const given = this.#given.get(token);
    // One of ours that another connection gave is late, and nobody knows how.
    if (!given) return typeof token === 'string' && token.startsWith(PROGRESS_TOKEN) ? undefined : 'unknown';
    if (given.open > 0 || given.answeredOn !== frame.requestId || given.isTold) return undefined;
    given.isTold = true;
    return { frame, request: given.request };
  }
}

function isTask({ result }: Message): boolean {
  return isObject(result) && (isObject(result['task']) || result['resultType'] === 'task');
}
