/** What a server of 2026-07-28 must not send: it only answers, and tells what a request or a subscription has asked for. */
import { isObject } from '../../json/kind.ts';
import { metaOf } from '../../json/meta.ts';
import {
  type Frame,
  LISTS_CHANGED,
  RESOURCE_UPDATED,
  SUBSCRIPTION_ACKNOWLEDGED,
  SUBSCRIPTION_ID,
} from '../../model.ts';
import { type Check, defineCheck } from '../check.ts';
import { clip, quoted } from '../evidence.ts';
import { isOdd } from '../frames/frame-rule.ts';
import { SPEC } from '../spec.ts';
import type { FramesSubject } from '../subjects.ts';

/** They come for a subscription alone. */
const SUBSCRIBED: readonly unknown[] = [SUBSCRIPTION_ACKNOWLEDGED, RESOURCE_UPDATED, ...Object.keys(LISTS_CHANGED)];

export const serverRequest = defineCheck<FramesSubject>({
  id: 'server-request',
  level: 'error',
  title: 'The server sends a request of its own, which 2026-07-28 does not have.',
  hint: 'Answer with "resultType": "input_required" and the question in inputRequests; the client asks again with the answer.',
  spec: SPEC.newStdio,
  explains: [
    'waits-on-user',
    'question-unanswered',
    'hang-tool',
    'list-hang',
    'first-call-hang',
    'unexpected-status',
    'expectation',
  ],
  concerns: isOdd,
  inspect: (subject, add) => {
    const requests = incoming(subject, ({ method, id }) => typeof method === 'string' && id !== undefined);
    // What we sent and what came back is no request of the server's (input-echoed).
    const isOurs = ({ text }: Frame) => subject.frames.some((one) => one.direction === 'out' && one.text === text);
    const found = requests.filter((request) => !isOurs(request));
    tell(found, 'The server sent a request, which nothing answers', 'requests', add);
  },
});

export const unaskedNotification = defineCheck<FramesSubject>({
  id: 'unasked-notification',
  level: 'error',
  title: 'The server tells of a change that no subscription has asked for (2026-07-28).',
  hint: 'Send it for an open subscriptions/listen alone, with the id of that request as io.modelcontextprotocol/subscriptionId in _meta.',
  spec: SPEC.subscriptions,
  concerns: isOdd,
  inspect: (subject, add) => {
    const { subscriptions = new Set<string>() } = subject;
    const told = incoming(subject, ({ method, id }) => id === undefined && SUBSCRIBED.includes(method));
    const without = told.filter((frame) => subscriptionOf(frame) === undefined);
    const named = told.filter((frame) => subscriptionOf(frame) !== undefined);
    const unknown = named.filter((frame) => !subscriptions.has(String(subscriptionOf(frame))));
    tell(without, 'A notification without a subscriptionId came', 'notifications', add);
    tell(unknown, 'A notification with the subscriptionId of no subscription of ours came', 'notifications', add);
  },
});

export const unaskedLog = defineCheck<FramesSubject>({
  id: 'unasked-log',
  level: 'error',
  title: 'The server sends log messages that no request has asked for (2026-07-28).',
  hint: 'Send notifications/message only for a request with io.modelcontextprotocol/logLevel in its _meta; log to stderr otherwise.',
  spec: SPEC.logLevel,
  concerns: isOdd,
  inspect: ({ isStateless, unasked }, add) => {
    if (isStateless && unasked)
      tell(unasked.logs, 'A log message came for a request that gives no logLevel', 'log messages', add);
  },
});

export const unaskedChecks: readonly Check<FramesSubject>[] = [serverRequest, unaskedNotification, unaskedLog];

function subscriptionOf({ message }: Frame): unknown {
  return metaOf((message as { params?: unknown }).params)[SUBSCRIPTION_ID];
}

function incoming(
  { frames, isStateless }: FramesSubject,
  test: (message: Readonly<Record<string, unknown>>) => boolean,
): readonly Frame[] {
  if (!isStateless) return [];
  return frames.filter(({ direction, message }) => direction === 'in' && isObject(message) && test(message));
}

function tell(
  [first, ...more]: readonly Frame[],
  what: string,
  kind: string,
  add: Parameters<Check<FramesSubject>['inspect']>[1],
): void {
  if (!first) return;
  const { method } = first.message as { method: string };
  const rest = more.length > 0 ? ` (${more.length + 1} ${kind})` : '';
  add({ message: `${what}: ${clip(method, 100)}${rest}.`, evidence: quoted(first.text, 300) });
}
