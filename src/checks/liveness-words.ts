/** What the answers to our pings say about a server that owes us an answer. */
import type { Liveness } from '../model.ts';
import { seconds } from './duration.ts';

/** A ping is open that the session takes for unanswered: a question too young to tell sets no `silentSinceMs`. */
export function isBlocked({ asked, silentSinceMs }: Liveness): boolean {
  return asked > 0 && silentSinceMs !== undefined;
}

/** How long the oldest open ping has waited, at least. */
export function silenceMs({ silentSinceMs, longestWaitMs }: Liveness, durationMs: number): number {
  return Math.max(longestWaitMs, durationMs - (silentSinceMs ?? durationMs));
}

/** One sentence. */
export function livenessWords(liveness: Liveness, durationMs: number): string {
  if (isBlocked(liveness)) {
    return `It did not answer ${questions(liveness)} either, for at least ${seconds(silenceMs(liveness, durationMs))}.`;
  }
  if (liveness.otherSign)
    return `It answers no ${liveness.question ?? 'ping'}, but it answered ${liveness.otherSign} afterwards.`;
  if (liveness.answered > 0) return `It went on answering ${questions(liveness)}.`;
  return `Whether it was still able to answer ${liveness.question ?? 'a ping'} is not known.`;
}

/** What was asked for signs of life. */
export function questions({ question }: Liveness): string {
  return question ?? 'our pings';
}
