/** A caller that hangs up in the middle of a call: the server must go on serving the others. */
import { hasAnswer, type RuleInfo } from '../model.ts';
import { describeEnd, found, NO_SAMPLE, NOT_STARTED, ONLY_HTTP, type Probe } from './probe.ts';

const HANG_UP_MS = 50;
const CRASH: RuleInfo = {
  id: 'disconnect-crash',
  level: 'warning',
  title: 'A caller that hangs up ends the server or its session.',
  hint: 'Catch what writing to a closed connection raises (Python: BrokenResourceError, ClosedResourceError; upgrade mcp).',
};

export const disconnect: Probe = {
  name: 'disconnect',
  rules: [CRASH],
  run: async (bench) => {
    if (bench.transport === 'stdio') return ONLY_HTTP;
    const [sample] = bench.samples;
    if (!sample) return NO_SAMPLE;
    const session = await bench.fresh();
    if (!session?.wire.experiment) return session ? ONLY_HTTP : NOT_STARTED;
    const params = { name: sample.tool, arguments: sample.args };
    const message = { jsonrpc: '2.0', id: 'mcp-smoke-hang-up', method: 'tools/call', params };
    await session.wire.experiment({}, message, HANG_UP_MS);
    const { timeoutMs, signal } = bench;
    const ping = await session.request('ping', undefined, { timeoutMs, signal });
    if (hasAnswer(ping)) return { findings: [] };
    return found(
      CRASH,
      {
        message: `After a caller hung up during a call of ${sample.tool}, ping was not answered: ${describeEnd(ping)}.`,
      },
      bench.causes(ping),
    );
  },
};
