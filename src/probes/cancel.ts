/** A call that is cancelled at once: the session must live on. */
import type { RuleInfo } from '../model.ts';
import { call, describeEnd, found, isAnswered, NO_SAMPLE, NOT_STARTED, type Probe } from './probe.ts';

const CANCEL_CRASH: RuleInfo = {
  id: 'cancel-crash',
  level: 'error',
  title: 'Cancelling a call ends the session.',
  hint: 'Python: upgrade mcp (a cancelled request was answered twice). Otherwise: ignore cancellations of requests that are done.',
  spec: 'https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/cancellation',
};

export const cancel: Probe = {
  name: 'cancel',
  rules: [CANCEL_CRASH],
  run: async (bench) => {
    const [sample] = bench.samples;
    if (!sample) return NO_SAMPLE;
    const session = await bench.fresh();
    if (!session) return NOT_STARTED;
    const { tool, args } = sample;
    for (const delayMs of [0, 20])
      await cancelAfter(delayMs, (signal) => call(session, { ...bench, signal }, tool, args));
    const again = await call(session, bench, tool, args);
    if (isAnswered(again)) return { findings: [] };
    const message = `After a call of ${tool} was cancelled, the next one was not answered: ${describeEnd(again)}.`;
    return found(CANCEL_CRASH, { message }, bench.causes(again));
  },
};

/** Giving a request up tells the server so (notifications/cancelled). */
async function cancelAfter(delayMs: number, send: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const controller = new AbortController();
  const sent = send(controller.signal);
  if (delayMs === 0) controller.abort();
  else setTimeout(() => controller.abort(), delayMs);
  await sent;
}
