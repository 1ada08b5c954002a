/** Notifications that a step expects: what is needed for them to come is asked for, and what came is kept for the verdict. */
import { evaluate } from '../expect/evaluate.ts';
import { isObject } from '../json/kind.ts';
import { metaOf } from '../json/meta.ts';
import { patiently } from '../limits/patience.ts';
import {
  type Exchange,
  hasAnswer,
  LOG_LEVEL,
  type NotificationExpectation,
  PROGRESS_TOKEN,
  type RequestId,
} from '../model.ts';
import { isNotification, messagesOf } from '../session/envelope.ts';
import type { Session } from '../session/session.ts';
import { sleep } from '../waiting.ts';
import type { Cleaning, Stoppable } from './judging.ts';
import { hasExpectedStatus, rpcMessage } from './methods.ts';
import type { ExpandOperand, Observation } from './mismatches.ts';
import { askAside } from './sign-of-life.ts';
import type { Request } from './step.ts';
import { filterFor, isOfAnother, type Subscription, subscribe } from './subscription.ts';
import type { Connected } from './target.ts';

const PROGRESS = 'notifications/progress';
const LOG = 'notifications/message';
const SET_LEVEL = 'logging/setLevel';

/** How long after the answer what is missing may still come: over HTTP it has a stream of its own. */
const LAST_WORDS_MS = 3000;
const LOOK_AGAIN_MS = 20;
/** A call without an answer is looked at again before what came is judged. */
const MOST_AFTER_MS = 60_000;

export type Heard = NonNullable<Observation['heard']>;

/** Where the listening began, and what has been asked for. */
interface Listening {
  readonly mark: number;
  readonly progressToken?: unknown;
  readonly notes: ReadonlyMap<string, string>;
  /** The params, with all that asks for what is expected. */
  readonly params: object | undefined;
  /** Open until what came has been judged. */
  readonly subscription?: Subscription;
}

/** Sessions whose level of log messages has been set, by us or by the file. */
const levelled = new WeakSet<Session>();

/** Asks for what the step expects and the server would not send by itself. At once where that is nothing. */
export function listen(
  context: Cleaning & Stoppable,
  connected: Connected,
  request: Request,
  wanted: Wanted,
): Listening | Promise<Listening> {
  const { session } = connected;
  const isPlain = (request.step.expect.notifications ?? []).length === 0 && wanted.method !== SET_LEVEL;
  if (!isPlain || session.dialect.isStateless) return listenFor(context, connected, request, wanted);
  return { mark: session.mark, notes: NO_NOTES, params: wanted.params };
}

const NO_NOTES: Listening['notes'] = new Map();

async function listenFor(
  context: Cleaning & Stoppable,
  connected: Connected,
  request: Request,
  { method, params, expandOperand }: Wanted,
): Promise<Listening> {
  const { session } = connected;
  if (method === SET_LEVEL) levelled.add(session);
  const { isStateless } = session.dialect;
  const expectsLog = expectsSome(request, LOG);
  const note = expectsLog ? await askForLog(context, connected) : undefined;
  const told = expectsLog && isStateless ? withMeta(params, { [LOG_LEVEL]: 'debug' }) : params;
  const subscription = isStateless ? await subscribed(context, session, request, expandOperand) : undefined;
  const notes = new Map([...(subscription?.notes ?? []), ...(note === undefined ? [] : [[LOG, note] as const])]);
  const asked = expectsSome(request, PROGRESS) ? withToken(told) : { params: told };
  return { mark: session.mark, notes, ...asked, ...(subscription ? { subscription } : {}) };
}

interface Wanted {
  readonly method: string;
  readonly params: object | undefined;
  readonly expandOperand: ExpandOperand;
}

/** For as long as the step, and what it may wait for behind it. */
async function subscribed(
  context: Cleaning & Stoppable,
  session: Session,
  { step, target, timeoutMs }: Request,
  expandOperand: ExpandOperand,
): Promise<Subscription | undefined> {
  const rows = (step.expect.notifications ?? []).filter((row) => !isNone(row));
  const filter = filterFor(rows, expandOperand, step.kind === 'resource' ? target : undefined);
  return filter && subscribe(context, session, filter, timeoutMs + MOST_AFTER_MS);
}

/** What came, once all that is expected is there or the time for it is over. */
export function heardIn(
  context: Stoppable,
  session: Session,
  request: Request,
  judged: Judged,
): Heard | Promise<Heard> {
  const { notes, subscription } = judged.listening;
  if (!subscription && (request.step.expect.notifications ?? []).length === 0) return { came: [], notes };
  return untilAllCame(context, session, request, judged).finally(() => judged.listening.subscription?.end());
}

async function untilAllCame(
  context: Stoppable,
  session: Session,
  request: Request,
  { exchange, listening, expandOperand }: Judged,
): Promise<Heard> {
  const { notifications = [], status, at } = request.step.expect;
  const expected = { status, at, text: [], structured: [], notifications };
  const until = performance.now() + LAST_WORDS_MS;
  if (notifications.length === 0) return { came: [], notes: listening.notes };
  const mayCome = hasAnswer(exchange) && hasExpectedStatus(status, exchange);
  for (let seen = -1; ; await sleep(LOOK_AGAIN_MS)) {
    const isNews = session.mark !== seen;
    seen = session.mark;
    const isOver = !mayCome || session.closure !== undefined || context.stop.aborted || performance.now() > until;
    if (!isNews && !isOver) continue;
    const heard = { came: cameIn(session, exchange, listening), notes: listening.notes };
    if (isOver || (await patiently(() => isAll(heard), context.stop))) return heard;
  }

  function isAll(heard: Heard): boolean {
    const observed = { text: '', structured: undefined, durationMs: 0, heard };
    return evaluate(expected, observed, expandOperand).length === 0;
  }
}

interface Judged {
  readonly exchange: Exchange;
  readonly listening: Listening;
  readonly expandOperand: ExpandOperand;
}

/** Not where none is right, too: a step that says that nothing comes asks for nothing. */
function expectsSome({ step }: Request, method: string): boolean {
  return (step.expect.notifications ?? []).some((row) => row.method === method && !isNone(row));
}

function isNone({ count }: NotificationExpectation): boolean {
  return count.some(({ name, operand }) => name === 'equals' && operand === 0);
}

/** A token of the file's own stays. */
function withToken(params: object | undefined): { params: object; progressToken: unknown } {
  const token = `${PROGRESS_TOKEN}${process.getBuiltinModule('node:crypto').randomUUID()}`;
  const withIt = withMeta(params, { progressToken: token });
  return { params: withIt, progressToken: withIt._meta['progressToken'] };
}

/** What the file's own `_meta` says stays. */
function withMeta(params: object | undefined, more: object): object & { _meta: Readonly<Record<string, unknown>> } {
  return { ...params, _meta: { ...more, ...metaOf(params) } };
}

/** MCP 2025-11-25, Logging: once for each session, all levels; later each request says it. Why it could not be asked for. */
async function askForLog(
  context: Cleaning & Stoppable,
  { session, handshake }: Connected,
): Promise<string | undefined> {
  if (levelled.has(session)) return undefined;
  const capabilities = handshake.info?.capabilities;
  if (!isObject(capabilities) || capabilities['logging'] === undefined)
    return `the server declares no \`logging\`${session.dialect.isStateless ? '' : ', so that log messages were not asked for'}`;
  if (session.dialect.isStateless) return undefined;
  levelled.add(session);
  const { outcome } = await askAside(context, session, SET_LEVEL, undefined, { level: 'debug' });
  if (outcome.kind === 'result') return undefined;
  const why =
    outcome.kind === 'rpc-error' ? `was refused: ${context.redact(rpcMessage(outcome.error))}` : 'was not answered';
  return `${SET_LEVEL}, which asks for log messages, ${why}`;
}

/** Progress counts by its token; of all else what another request's own stream carried is another's. */
function cameIn(session: Session, exchange: Exchange, { mark, progressToken, subscription }: Listening): Heard['came'] {
  const { id, earlierIds = [] } = exchange;
  const ours: readonly (RequestId | undefined)[] = [undefined, id, ...earlierIds, subscription?.id];
  const frames = session
    .framesSince(mark)
    .filter(({ direction, requestId }) => direction === 'in' && ours.includes(requestId));
  const notifications = frames.flatMap(({ message }) => messagesOf(message)).filter(isNotification);
  return notifications.flatMap(({ method, params }) => {
    if (subscription && isOfAnother(session, method, params, subscription.id)) return [];
    const token = isObject(params) ? params['progressToken'] : undefined;
    return method === PROGRESS && token !== progressToken ? [] : [{ method, params }];
  });
}
