/** Arguments that do not fit the inputSchema: an error will do, a success or an end of the server will not. */
import { type Exchange, hasAnswer, isToolError, type JsonObject, type RuleInfo } from '../model.ts';
import {
  call,
  describeEnd,
  found,
  INPUT_KILLS_SERVER,
  NO_SAMPLE,
  NOT_STARTED,
  type Probe,
  type SampleCall,
} from './probe.ts';

const ACCEPTED: RuleInfo = {
  id: 'bad-args-accepted',
  level: 'warning',
  title: 'A call with arguments that do not fit the inputSchema succeeds.',
  hint: 'Validate the arguments before they are used, and refuse what does not fit with -32602 or isError: true; or let the schema say what is taken.',
  spec: 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#security-considerations',
};

export const badArgs: Probe = {
  name: 'bad-args',
  rules: [INPUT_KILLS_SERVER, ACCEPTED],
  run: async (bench) => {
    if (bench.samples.length === 0) return NO_SAMPLE;
    const sample = bench.samples.find(misfits);
    if (!sample) return { findings: [], skipped: 'the tools that are known to be harmless take any arguments' };
    const args = misfits(sample)!;
    const session = await bench.fresh();
    if (!session) return NOT_STARTED;
    const exchange = await call(session, bench, sample.tool, args);
    const evidence = `sent: ${JSON.stringify(args)}`;
    if (isSuccess(exchange)) {
      const message = `${sample.tool} was called with arguments that do not fit its inputSchema, and reports a success.`;
      return found(ACCEPTED, { message, evidence: `${evidence}\nreceived: ${answerOf(exchange)}` });
    }
    if (hasAnswer(exchange)) return { findings: [] };
    const message = `${sample.tool} was called with arguments that do not fit its inputSchema, and ${describeEnd(exchange)}.`;
    return found(INPUT_KILLS_SERVER, { message, evidence }, bench.causes(exchange));
  },
};

/** The sample with one argument left out, or of another type. */
function misfits({ args, fits }: SampleCall): JsonObject | undefined {
  const names = Object.keys(args);
  const without = names.map((name) => Object.fromEntries(Object.entries(args).filter(([key]) => key !== name)));
  const twisted = names.map((name) => ({
    ...args,
    [name]: typeof args[name] === 'object' ? 42 : { unexpected: true },
  }));
  return [...without, ...twisted].find((candidate) => !fits(candidate));
}

function isSuccess({ outcome }: Exchange): boolean {
  return outcome.kind === 'result' && !isToolError({ outcome });
}

function answerOf({ outcome }: Exchange): string {
  return (JSON.stringify(outcome.kind === 'result' ? outcome.result : undefined) ?? '').slice(0, 300);
}
