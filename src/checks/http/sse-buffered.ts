import { seconds } from '../duration.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import { httpOf } from './fault.ts';

const LONG_MS = 2000;
/** A loop that was blocked stamps its answers with an old date. */
const FREE_MS = 1000;

export const sseBuffered: ExchangeRule = {
  id: 'sse-buffered',
  level: 'warning',
  isServerWide: true,
  title: 'Something between server and client holds the event stream back.',
  hint: 'Send "X-Accel-Buffering: no" and "Cache-Control: no-cache" with event streams, and switch buffering off in the proxy.',
  spec: SPEC.sending,
  judge: (exchange, { what }, add) => {
    const { headers = {}, heldMs = 0 } = httpOf(exchange) ?? {};
    const { asked, longestWaitMs } = exchange.liveness;
    if (heldMs < LONG_MS || !/event-stream/.test(headers['content-type'] ?? '')) return;
    if (asked === 0 || longestWaitMs > FREE_MS) return;
    // Some servers name the date when they begin to work, and send all of it when they are done.
    if (!exchange.frames.some(({ isHeldBack, requestId }) => isHeldBack && requestId === exchange.id)) return;
    const message = `The event stream of ${what} reached us at least ${seconds(heldMs)} after the server had begun it.`;
    add({ message, evidence: `Date: ${headers['date']}` });
  },
};
