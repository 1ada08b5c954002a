/** A line that is not JSON, and a request whose params are null: the server must live on. */
import { hasAnswer } from '../model.ts';
import { describeEnd, found, INPUT_KILLS_SERVER, NOT_STARTED, type Probe } from './probe.ts';

/** Official servers do not answer params: null at all; that is no reason to wait long. */
const NULL_MS = 500;

export const garbage: Probe = {
  name: 'garbage',
  rules: [INPUT_KILLS_SERVER],
  run: async (bench) => {
    const session = await bench.fresh();
    if (!session) return NOT_STARTED;
    const { timeoutMs, signal } = bench;
    session.wire.sendRaw('garbage');
    const afterGarbage = await session.request('ping', undefined, { timeoutMs, signal });
    if (!hasAnswer(afterGarbage)) {
      const message = `After a line that is not JSON, ping got no answer: ${describeEnd(afterGarbage)}.`;
      return found(INPUT_KILLS_SERVER, { message, evidence: 'sent: garbage' }, bench.causes(afterGarbage));
    }
    // Whether params: null is refused or taken for an empty object is the server's choice; it must be answered.
    await session.request('tools/list', null, { timeoutMs: Math.min(timeoutMs, NULL_MS), signal });
    const afterNull = await session.request('ping', undefined, { timeoutMs, signal });
    if (hasAnswer(afterNull)) return { findings: [] };
    const message = `After a request with "params": null, ping got no answer: ${describeEnd(afterNull)}.`;
    return found(
      INPUT_KILLS_SERVER,
      { message, evidence: 'sent: {"method":"tools/list","params":null}' },
      bench.causes(afterNull),
    );
  },
};
