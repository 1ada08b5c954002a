/** Notifications that a step expects: what is needed for them to come is asked for, and what came is kept for the verdict. */

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { evaluate } from '../expect/evaluate.ts';
import { isObject } from '../json/kind.ts';
import { patiently } from '../limits/patience.ts';
import { type Exchange, type Frame, hasAnswer, PROGRESS_TOKEN } from '../model.ts';
import type { Session } from '../session/session.ts';
import type { Cleaning, Stoppable } from './judging.ts';
import { hasExpectedStatus, rpcMessage } from './methods.ts';
import type { ExpandOperand, Observation } from './mismatches.ts';
import { askAside } from './sign-of-life.ts';
import type { Request } from './step.ts';
import type { Connected } from './target.ts';

const PROGRESS = 'notifications/progress';
const LOG = 'notifications/message';
const SET_LEVEL = 'logging/setLevel';

/** How long after the answer what is missing may still come: over HTTP it has a stream of its own. */
const LAST_WORDS_MS = 3000;
const LOOK_AGAIN_MS = 20;

export type Heard = NonNullable<Observation['heard']>;

/** Where the listening began, and what has been asked for. */
interface Listening {
  readonly mark: number;
  readonly progressToken?: unknown;
  readonly notes: ReadonlyMap<string, string>;
  /** The params, with all that asks for what is expected. */
  readonly params: object | undefined;
}

/** Sessions whose level of log messages has been set, by us or by the file. */
const levelled = new WeakSet<Session>();

/** Asks for what the step expects and the server would not send by itself. */
export async function listen(
  context: Cleaning & Stoppable,
  connected: Connected,
  request: Request,
  { method, params }: { readonly method: string; readonly params: object | undefined },
): Promise<Listening> {
  const { session } = connected;
  if (method === SET_LEVEL) levelled.add(session);
  const note = expectsSome(request, LOG) ? await askForLog(context, connected) : undefined;
  const notes = new Map(note === undefined ? [] : [[LOG, note]]);
  const asked = expectsSome(request, PROGRESS) ? withToken(params) : { params };
  return { mark: session.mark, notes, ...asked };
}

/** What came, once all that is expected is there or the time for it is over. */
export async function heardIn(
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
  const rows = (step.expect.notifications ?? []).filter((row) => row.method === method);
  return rows.some(({ count }) => !count.some(({ name, operand }) => name === 'equals' && operand === 0));
}

/** A token of the file's own stays. */
function withToken(params: object | undefined): { params: object; progressToken: unknown } {
  const { _meta: meta } = (params ?? {}) as { _meta?: unknown };
  const own = isObject(meta) ? meta['progressToken'] : undefined;
  const progressToken = own ?? `${PROGRESS_TOKEN}${randomUUID()}`;
  return { params: { ...params, _meta: { ...(isObject(meta) ? meta : {}), progressToken } }, progressToken };
}

/** MCP 2025-11-25, Logging: once for each session, all levels. Why it could not be asked for. */
async function askForLog(
  context: Cleaning & Stoppable,
  { session, handshake }: Connected,
): Promise<string | undefined> {
  if (levelled.has(session)) return undefined;
  const capabilities = handshake.info?.capabilities;
  if (!isObject(capabilities) || capabilities['logging'] === undefined)
    return 'the server declares no `logging`, so that log messages were not asked for';
  levelled.add(session);
  const { outcome } = await askAside(context, session, SET_LEVEL, undefined, { level: 'debug' });
  if (outcome.kind === 'result') return undefined;
  const why =
    outcome.kind === 'rpc-error' ? `was refused: ${context.redact(rpcMessage(outcome.error))}` : 'was not answered';
  return `${SET_LEVEL}, which asks for log messages, ${why}`;
}

/** Progress counts by its token; of all else what another request's own stream carried is another's. */
function cameIn(session: Session, { id }: Exchange, { mark, progressToken }: Listening): Heard['came'] {
  return session.framesSince(mark).flatMap(({ direction, message, requestId }: Frame) => {
    if (direction !== 'in' || !isNotification(message) || (requestId ?? id) !== id) return [];
    const { method, params } = message;
    const token = isObject(params) ? params['progressToken'] : undefined;
    return method === PROGRESS && token !== progressToken ? [] : [{ method, params }];
  });
}

function isNotification(message: unknown): message is { method: string; params?: unknown } {
  return isObject(message) && typeof message['method'] === 'string' && message['id'] === undefined;
}
