/** A call that is cancelled at once: the session must live on. */
import { cancelCrash } from '../checks/script/rules.ts';
import { hasAnswer } from '../model.ts';
import { Stop, type StopSignal } from '../stopping.ts';
import { call, describeEnd, found, NO_SAMPLE, NOT_STARTED, type Probe } from './probe.ts';

export const cancel: Probe = {
  name: 'cancel',
  rules: [cancelCrash],
  run: async (bench) => {
    const [sample] = bench.samples;
    if (!sample) return NO_SAMPLE;
    const session = await bench.fresh();
    if (!session) return NOT_STARTED;
    const { tool, args } = sample;
    for (const delayMs of [0, 20])
      await cancelAfter(delayMs, (signal) => call(session, { ...bench, signal }, tool, args));
    const again = await call(session, bench, tool, args);
    if (hasAnswer(again)) return { findings: [] };
    const message = `After a call of ${tool} was cancelled, the next one was not answered: ${describeEnd(again)}.`;
    return found(cancelCrash, { message }, bench.causes(again));
  },
};

/** Giving a request up tells the server so (notifications/cancelled). */
async function cancelAfter(delayMs: number, send: (signal: StopSignal) => Promise<unknown>): Promise<void> {
  const signal = new Stop();
  const sent = send(signal);
  if (delayMs === 0) signal.abort();
  else setTimeout(() => signal.abort(), delayMs);
  await sent;
}
