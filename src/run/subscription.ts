/** What a server tells only those who have subscribed (MCP 2026-07-28, Subscriptions): a subscription for as long as a step takes. */
import { isObject } from '../json/kind.ts';
import { metaOf } from '../json/meta.ts';
import {
  type Exchange,
  type Json,
  LISTS_CHANGED,
  type NotificationExpectation,
  RESOURCE_UPDATED,
  type RequestId,
  SUBSCRIBE,
  SUBSCRIPTION_ACKNOWLEDGED,
  SUBSCRIPTION_ID,
} from '../model.ts';
import type { Session } from '../session/session.ts';
import { abortSignalOf } from '../stopping.ts';
import { sleep } from '../waiting.ts';
import type { SuiteContext } from './context.ts';
import { rpcMessage } from './methods.ts';
import { SIGN_MS } from './sign-of-life.ts';

const LOOK_AGAIN_MS = 20;

/** In the words of the protocol. */
export type SubscriptionFilter = Readonly<Record<string, true | readonly Json[]>>;

export interface Subscription {
  readonly id: RequestId;
  /** By method: why such notifications may not come. */
  readonly notes: ReadonlyMap<string, string>;
  end(): void;
}

/** What the rows need to be subscribed to; undefined where nothing. Resources: those that the rows name, and the one that is read. */
export function filterFor(
  rows: readonly NotificationExpectation[],
  expandOperand: (operand: Json) => Json,
  resource?: string,
): SubscriptionFilter | undefined {
  const lists = rows.flatMap(({ method }) =>
    Object.hasOwn(LISTS_CHANGED, method) ? [[LISTS_CHANGED[method]!, true] as const] : [],
  );
  const updates = rows.filter(({ method }) => method === RESOURCE_UPDATED);
  const uris = [
    ...updates.flatMap(urisIn).map(expandOperand),
    ...(updates.length > 0 && resource !== undefined ? [resource] : []),
  ];
  const filter = { ...Object.fromEntries(lists), ...(uris.length > 0 ? { resourceSubscriptions: uris } : {}) };
  return Object.keys(filter).length > 0 ? filter : undefined;
}

/** The subscriptions of each session. */
const known = new WeakMap<Session, Set<unknown>>();

/** Whether it is a notification of another subscription than `id`; those that do not say it, or name none of ours, are anybody's. */
export function isOfAnother(session: Session, method: string, params: unknown, id: RequestId): boolean {
  if (method !== RESOURCE_UPDATED && !Object.hasOwn(LISTS_CHANGED, method)) return false;
  const told = subscriptionOf(params);
  return told !== id && known.get(session)?.has(told) === true;
}

/** Waits until the server has acknowledged it, for a moment only. Never rejects. */
export async function subscribe(
  { stop, redact }: Pick<SuiteContext, 'stop' | 'redact'>,
  session: Session,
  notifications: SubscriptionFilter,
  timeoutMs: number,
): Promise<Subscription> {
  const { mark } = session;
  const over = new AbortController();
  const signal = AbortSignal.any([abortSignalOf(stop), over.signal]);
  let ended: Exchange | undefined;
  const options = { timeoutMs, signal, isAside: true, isStanding: true };
  void session.request(SUBSCRIBE, { notifications }, options).then((exchange) => {
    ended = exchange;
  });
  const id = session
    .framesSince(mark)
    .map(({ message }) => message)
    .findLast(isListen)!.id;
  known.set(session, (known.get(session) ?? new Set()).add(id));
  const until = performance.now() + SIGN_MS;
  let agreed: unknown;
  while (!agreed && !ended && performance.now() < until) {
    await sleep(LOOK_AGAIN_MS);
    agreed = session
      .framesSince(mark)
      .map(({ message }) => acknowledgedIn(message, id))
      .find(Boolean);
  }
  return { id, notes: notesOf(), end: () => over.abort() };

  function notesOf(): ReadonlyMap<string, string> {
    const methods = [...Object.keys(LISTS_CHANGED), RESOURCE_UPDATED];
    const why = agreed ? undefined : `${SUBSCRIBE}, which asks for it, ${fate()}`;
    return new Map(
      methods.flatMap((method) => {
        const key = LISTS_CHANGED[method] ?? 'resourceSubscriptions';
        const isLeftOut = isObject(agreed) && notifications[key] !== undefined && agreed[key] === undefined;
        const note = isLeftOut ? `the server did not agree to ${key} when ${SUBSCRIBE} asked for it` : why;
        return note === undefined ? [] : [[method, note] as const];
      }),
    );
  }

  function fate(): string {
    const { outcome } = ended ?? {};
    if (outcome?.kind === 'rpc-error') return `was refused: ${redact(rpcMessage(outcome.error))}`;
    return outcome ? 'has ended already' : 'was not acknowledged';
  }
}

function isListen(message: unknown): message is { readonly id: RequestId } {
  return isObject(message) && message['method'] === SUBSCRIBE;
}

/** What the server agreed to. */
function acknowledgedIn(message: unknown, id: RequestId): object | undefined {
  if (!isObject(message) || message['method'] !== SUBSCRIPTION_ACKNOWLEDGED) return undefined;
  const { params } = message;
  if (!isObject(params) || (subscriptionOf(params) ?? id) !== id) return undefined;
  return isObject(params['notifications']) ? params['notifications'] : {};
}

function subscriptionOf(params: unknown): unknown {
  return metaOf(params)[SUBSCRIPTION_ID];
}

/** `params: { $.uri: X }`. */
function urisIn({ params }: NotificationExpectation): Json[] {
  const matchers = params.filter(({ path }) => path === '$.uri').flatMap((one) => one.matchers);
  return matchers.flatMap(({ name, operand }) => (name === 'equals' ? [operand] : []));
}
