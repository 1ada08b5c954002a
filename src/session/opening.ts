/**
 * Which dialect a server is spoken to in. As hosts of today do, server/discover is asked first; who refuses it is asked to
 * initialize in the same process. Who ends of it, or falls silent, gets a fresh process; never are there two at once.
 */
import { isTimeout, NEWEST_PROTOCOL, NEWEST_STATEFUL, STATELESS } from '../model.ts';
import { onAbort, Stop } from '../stopping.ts';
import { within } from '../waiting.ts';
import type { Client, Dialect, Handshake, OpenOptions } from './dialect/dialect.ts';
import { stateful } from './dialect/stateful.ts';
import { stateless } from './dialect/stateless.ts';
import { greet, type Opened } from './greeting.ts';
import { describeRefusal, hasGone, isOfNewerEra, isRefusalOfDiscover } from './refusal.ts';
import { isKnown, isStateful } from './revisions.ts';
import type { Session } from './session.ts';

/** How long server/discover may be unanswered before initialize is asked behind it. */
const SILENT_MS = 3000;
/** Over HTTP, where who does not know a method refuses it: silence is a server that is slow. */
const SILENT_HTTP_MS = 10_000;
/** Answers may overtake each other by so much. */
const OVERTAKEN_MS = 500;
/** For a fresh process in the place of one that answered nothing at all in its time. */
const SECOND_CHANCE_MS = 10_000;

/** The processes that an opening may need: the next is started when the last has ended. */
export interface Starter {
  start(): Promise<Session>;
  end(session: Session): Promise<void>;
}

/** For all processes of one server. */
export class Opener {
  #agreed: Dialect | undefined;
  readonly #modern: Dialect;
  readonly #older: Dialect;

  /** `protocol` is `auto` or a revision; `onlyStateful`: the transport carries nothing else. */
  constructor(
    private readonly protocol: string,
    client: Client,
    private readonly onlyStateful: boolean | undefined,
  ) {
    const isModern = STATELESS.includes(protocol);
    this.#modern = stateless(isModern ? protocol : NEWEST_PROTOCOL, client);
    this.#older = stateful(isModern || protocol === 'auto' ? NEWEST_STATEFUL : protocol, client);
  }

  /** What a server is asked for first. */
  get asked(): string {
    return this.protocol === 'auto' ? this.#older.protocol : this.protocol;
  }

  /** Never rejects. The dialect that a server has been spoken to in once is used for each later process of it. */
  async open(session: Session, starter: Starter, options: OpenOptions): Promise<Opened> {
    const isOlder = this.onlyStateful || (this.protocol !== 'auto' && !STATELESS.includes(this.protocol));
    const opened = this.#agreed
      ? await greet(session, this.#agreed, options)
      : isOlder
        ? await this.#pinned(session, options)
        : await this.#detect(session, starter, options);
    if (opened.handshake.info) this.#agreed = opened.session.dialect;
    return opened;
  }

  /** initialize first; who refuses it may say what it speaks instead. */
  async #pinned(session: Session, options: OpenOptions): Promise<Opened> {
    const opened = await greet(session, this.#older, options);
    const { info, opening, offers } = opened.handshake;
    if (info || offers || opening.outcome.kind !== 'rpc-error' || this.onlyStateful === true) return opened;
    const asked = await this.#askModern(session, options);
    const spoken = asked.handshake.offers ?? (asked.handshake.info ? [this.#modern.protocol] : undefined);
    return spoken ? { session, handshake: { ...opened.handshake, offers: spoken } } : opened;
  }

  async #detect(session: Session, starter: Starter, options: OpenOptions): Promise<Opened> {
    const deadline = performance.now() + options.timeoutMs;
    const signal = new Stop();
    const leave = options.signal && onAbort(options.signal, () => signal.abort(options.signal?.reason));
    const asking = greet(session, this.#modern, { timeoutMs: options.timeoutMs, signal });
    const early = await this.#alone(session, asking, options);
    const left = { ...options, timeoutMs: Math.max(1, deadline - performance.now()) };
    const opened = early
      ? await this.#afterAnswer(early, starter, left)
      : await this.#afterSilence(session, asking, starter, left).finally(() => signal.abort());
    leave?.();
    return this.#asAsked(opened);
  }

  /** server/discover while nothing else is asked; the revision that is pinned has all the time there is. */
  #alone({ wire }: Session, asking: Promise<Opened>, { timeoutMs }: OpenOptions): Promise<Opened | undefined> {
    const isHttp = wire.transport === 'http';
    if (isHttp && this.protocol !== 'auto') return asking;
    return within(Math.min(isHttp ? SILENT_HTTP_MS : SILENT_MS, timeoutMs / 2), asking);
  }

  async #afterAnswer(asked: Opened, starter: Starter, options: OpenOptions): Promise<Opened> {
    const { session, handshake } = asked;
    const { opening, info, offers } = handshake;
    if (options.signal?.aborted || isTimeout(opening)) return asked;
    if (info) return { ...asked, why: 'it answers server/discover' };
    if (hasGone(session)) return this.#afresh(session, starter, options, { fate: 'fatal', exchange: opening });
    // Who names the revision that it refuses is of this era (MCP 2026-07-28, Versioning, Backward Compatibility).
    if (offers?.includes(this.#modern.protocol)) {
      const again = await this.#askModern(session, options);
      if (again.handshake.info) return { ...again, why: 'it answers server/discover when it is asked again' };
      if (!offers.some(isStateful)) return again;
    }
    // It speaks only what we do not, or wants credentials for whatever is asked.
    if ((offers && !offers.some(isKnown)) || opening.http?.status === 401) return asked;
    const why = describeRefusal(opening);
    const older = await greet(session, this.#older, options);
    // Its end may come a moment after its answer; if it is initialize that ends it, the next process shows that.
    if (hasGone(session)) return this.#afresh(session, starter, options, { fate: 'fatal', exchange: opening });
    if (this.#isMeant(asked, older)) return this.#goOn(asked);
    const worn = (await this.#wearsOut(asked, older, options)) ? { wearsOut: true as const } : {};
    const { opening: greeted } = older.handshake;
    return { ...older, why, handshake: withOffers({ ...older.handshake, opening: { ...greeted, ...worn } }, offers) };
  }

  #isMeant({ handshake: asked }: Opened, { handshake: older }: Opened): boolean {
    return isRefusalOfDiscover({ asked, older, isPinned: this.protocol !== 'auto' });
  }

  /** Whether only the first request gets anywhere: server/discover, asked again, is not answered as it was. */
  async #wearsOut(asked: Opened, { session, handshake }: Opened, options: OpenOptions): Promise<boolean> {
    const isRefused = handshake.opening.http?.status === 500;
    if (!isRefused || (asked.handshake.opening.http?.status ?? 500) >= 500) return false;
    const again = await this.#askModern(session, options);
    return again.handshake.opening.http?.status === 500;
  }

  #askModern(session: Session, options: OpenOptions): Promise<Opened> {
    return greet(session, this.#modern, { ...options, timeoutMs: Math.min(options.timeoutMs, SILENT_MS) });
  }

  /** A slow starter reads both questions once it is up: its answers tell. */
  async #afterSilence(
    session: Session,
    asking: Promise<Opened>,
    starter: Starter,
    options: OpenOptions,
  ): Promise<Opened> {
    const older = await greet(session, this.#older, options);
    const { opening, info } = older.handshake;
    if (options.signal?.aborted) return older;
    const wasUp = opening.durationMs < OVERTAKEN_MS;
    const ended = await within(wasUp ? OVERTAKEN_MS : SILENT_MS, asking);
    // Where the server was slow to start, its time is up before ours: that is no answer either.
    const asked = ended && !isTimeout(ended.handshake.opening) ? ended : undefined;
    if (asked?.handshake.info) return info ? this.#restart(session, starter, options) : this.#goOn(asked);
    if (hasGone(session)) return this.#afresh(session, starter, options, { fate: 'fatal', exchange: opening });
    if (!asked && isOfNewerEra(older.handshake)) return this.#goOn(await asking);
    const isHttp = session.wire.transport === 'http';
    // Whatever it answers initialize, it may still be about to answer what was asked first.
    const late = isHttp && !info && !asked ? await asking : undefined;
    if (late?.handshake.info) return this.#goOn(late);
    if (isTimeout(opening) && !isHttp) {
      const timeoutMs = Math.min(SECOND_CHANCE_MS, options.timeoutMs);
      return this.#afresh(session, starter, { ...options, timeoutMs }, { fate: 'silent', exchange: opening });
    }
    if (asked && this.#isMeant(asked, older)) return this.#goOn(asked);
    if (!info || asked) return { ...older, ...(asked ? { why: describeRefusal(asked.handshake.opening) } : {}) };
    return { ...older, why: 'it does not answer server/discover', discovery: { fate: 'silent', exchange: opening } };
  }

  /** initialize first, in a process that has been asked nothing else. */
  async #afresh(
    session: Session,
    starter: Starter,
    options: OpenOptions,
    discovery: NonNullable<Opened['discovery']>,
  ): Promise<Opened> {
    await starter.end(session);
    const fresh = await greet(await starter.start(), this.#older, options);
    const wasLate = discovery.fate === 'silent' && isOfNewerEra(fresh.handshake);
    if (!fresh.handshake.info) return wasLate ? this.#goOn(await this.#askModern(fresh.session, options)) : fresh;
    const why = discovery.fate === 'fatal' ? 'server/discover ends it' : 'it does not answer server/discover';
    return { ...fresh, why, discovery };
  }

  /** initialize has been tried meanwhile. */
  #goOn(asked: Opened): Opened {
    asked.session.speak(this.#modern);
    return asked.handshake.info ? { ...asked, why: 'it answers server/discover' } : asked;
  }

  /** Both questions were answered, so nobody knows which era the process counts as begun. */
  async #restart(session: Session, starter: Starter, options: OpenOptions): Promise<Opened> {
    await starter.end(session);
    return { ...(await greet(await starter.start(), this.#modern, options)), why: 'it answers server/discover' };
  }

  #asAsked(opened: Opened): Opened {
    return this.protocol === 'auto' ? opened : { ...opened, handshake: { ...opened.handshake, asked: this.protocol } };
  }
}

function withOffers(handshake: Handshake, offers: readonly string[] | undefined): Handshake {
  return offers && !handshake.offers ? { ...handshake, offers } : handshake;
}
