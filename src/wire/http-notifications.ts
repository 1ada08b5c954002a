/** What needs no JSON-RPC answer still needs an HTTP one: notifications, and the GET for the server's own stream. */
import type { Irregularity } from '../model.ts';
import { within } from '../waiting.ts';
import type { Answer, Limits } from './http-client.ts';
import { ifUnreached } from './unreached.ts';

/** What opens a conversation; the dialect waits for this answer before it goes on. */
const OPENING_MS = 5000;
/** Nobody waits for the others. */
const UNAWAITED_MS = 5000;
/** Holding the head back until there is something to say is legal. */
const STREAM_MS = 500;
const EXCERPT_BYTES = 512;

export class NotificationWatch {
  /** Of the answer to the notification that opens the conversation. */
  status: number | undefined;
  /** Resolves when the last one has been answered, or is lost. */
  told: Promise<unknown> = Promise.resolve();
  #opening: Promise<unknown> = Promise.resolve();
  #method = '';
  /** Until when the opening is waited for. */
  #until = 0;
  #stream: Promise<unknown> = Promise.resolve();
  #isAnswered = true;

  constructor(private readonly note: (irregularity: Irregularity) => void) {}

  /** `post` sends a message that has no id, or an answer of ours; only one that `isOpening` is waited for. */
  send(message: object, isOpening: boolean, post: (limits: Limits) => Promise<Answer>): void {
    const posting = post(isOpening ? {} : { timeoutMs: UNAWAITED_MS });
    this.told = posting.catch(() => undefined);
    if (!isOpening) {
      posting.then(({ reply }) => reply.discard()).catch(ifUnreached);
      return;
    }
    this.#isAnswered = false;
    this.#until = performance.now() + OPENING_MS;
    this.#method = String((message as { method?: unknown }).method);
    this.#opening = posting.then((answer) => this.#judge(answer)).catch(ifUnreached);
    this.#opening.then(() => {
      this.#isAnswered = true;
    });
  }

  /** `asking` is the GET; 405 and other refusals are legal, a fault of the server is not. */
  watchStream(asking: Promise<Answer>): void {
    this.#stream = asking
      .then(async ({ reply }) => {
        const isFault = reply.status >= 500 && reply.status !== 501;
        if (isFault)
          this.note({ rule: 'get-405', message: getMessage(reply.status), evidence: await excerptOf(reply) });
        else if (reply.status >= 300) reply.discard();
      })
      .catch(ifUnreached);
  }

  async settled(): Promise<void> {
    await Promise.all([
      within(Math.max(0, this.#until - performance.now()), this.#opening),
      within(STREAM_MS, this.#stream),
    ]);
    if (this.#isAnswered) return;
    this.#isAnswered = true;
    const message = `${this.#method} has had no HTTP answer within ${OPENING_MS / 1000} s`;
    this.note({ rule: 'notification-not-202', message });
  }

  async #judge({ reply }: Answer): Promise<void> {
    this.status = reply.status;
    if (reply.status === 202) return reply.discard();
    const message = `${this.#method} was answered with HTTP status ${reply.status} instead of 202`;
    const isAccepted = reply.status >= 200 && reply.status < 300;
    const evidence = await excerptOf(reply);
    this.note({ rule: 'notification-not-202', message, evidence, ...(isAccepted ? { level: 'warning' } : {}) });
  }
}

function getMessage(status: number): string {
  return `GET for the server's own event stream was answered with HTTP status ${status}; 405 is how to say that there is none`;
}

async function excerptOf(reply: Answer['reply']): Promise<string> {
  const isStream = /event-stream/.test(reply.headers['content-type'] ?? '');
  const body = isStream
    ? undefined
    : await within(
        1000,
        reply.text(EXCERPT_BYTES).catch(() => undefined),
      );
  if (!body) reply.discard();
  return (body?.text ?? '').slice(0, EXCERPT_BYTES);
}
