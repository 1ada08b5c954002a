/** Rules that any request may meet, whatever it asks. */
import type { Exchange } from '../model.ts';
import { cancelledEscapes } from './call/cancelled-escapes.ts';
import { connectionLost } from './call/connection-lost.ts';
import { crashOnCall } from './call/crash-on-call.ts';
import { handlerPanicked } from './call/handler-panicked.ts';
import { sseEndedNoResponse, sseTruncated } from './call/stream-ended.ts';
import { zombieSession } from './call/zombie-session.ts';
import { launcherExited } from './connect/launcher-exited.ts';
import { unreachable } from './connect/unreachable.ts';
import { unreadableAnswer } from './frames/frame-rule.ts';
import { lineTooLong } from './frames/line-too-long.ts';
import { badEnvelope, framingRules } from './frames/rules.ts';
import { stdoutNoiseCall } from './frames/stdout-noise-call.ts';
import { unreadableRules } from './http/frame-rules.ts';
import { httpRules } from './http/rules.ts';

const namedRules = [...framingRules, ...unreadableRules, lineTooLong, stdoutNoiseCall];
const namedIds = namedRules.map(({ id }) => id);
/** Faults of an answer that any request may meet. */
export const answerRules = [
  ...httpRules,
  sseEndedNoResponse,
  sseTruncated,
  connectionLost,
  ...namedRules.map((rule) => unreadableAnswer(rule)),
  // Whatever else the session may call an unreadable answer must not pass for none.
  unreadableAnswer(badEnvelope, (id) => !namedIds.includes(id)),
];

/** Whether any of those may tell of it: there is no answer, or HTTP carried it. */
export function mayBeNoAnswer({ exchange }: { readonly exchange: Exchange }): boolean {
  return exchange.outcome.kind === 'no-answer' || exchange.http !== undefined;
}

/** A server that goes away. */
export const deathRules = [launcherExited, cancelledEscapes, handlerPanicked, crashOnCall, zombieSession, unreachable];

/** Whether any of those may tell of it: it may show as an error, too. */
export function hasNoResult({ exchange }: { readonly exchange: Exchange }): boolean {
  return exchange.outcome.kind !== 'result';
}
