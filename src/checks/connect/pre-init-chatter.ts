import { isObject } from '../../json/kind.ts';
import type { Exchange, Frame } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { between, quotedLines } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';

/** Servers may log and ping before they have answered. */
const ALLOWED = ['notifications/message', 'ping'];

export const preInitChatter = defineCheck<ConnectSubject>({
  id: 'pre-init-chatter',
  level: 'warning',
  title: 'The server sends requests or notifications before it has answered initialize.',
  hint: 'Send nothing but log messages until the client has sent notifications/initialized; some clients give up on it.',
  spec: SPEC.initialization,
  inspect: ({ frames, opening }, add) => {
    const chatter = beforeAnswer(frames, opening).filter((frame) => {
      const method = methodOf(frame);
      return method !== undefined && !ALLOWED.includes(method);
    });
    if (chatter.length === 0) return;
    const methods = [...new Set(chatter.map(methodOf))].slice(0, 5).join(', ');
    const message = `Before it had answered ${opening?.method ?? 'initialize'}, the server sent ${methods}.`;
    add({ message, evidence: quotedLines(chatter.map(({ text }) => text)) });
  },
});

function beforeAnswer(frames: readonly Frame[], opening: Exchange | undefined): Frame[] {
  const inbound = frames.filter(({ direction }) => direction === 'in');
  const answer = inbound.findIndex(
    ({ message }) => isObject(message) && message['method'] === undefined && message['id'] === opening?.id,
  );
  return answer < 0 ? inbound : inbound.slice(0, answer);
}

function methodOf({ message }: Frame): string | undefined {
  return isObject(message) && typeof message['method'] === 'string' ? between(message['method'], 0, 60) : undefined;
}
