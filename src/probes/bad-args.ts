/** Arguments that do not fit the inputSchema: any answer will do, an end of the server will not. */
import type { JsonObject } from '../model.ts';
import {
  call,
  describeEnd,
  found,
  INPUT_KILLS_SERVER,
  isAnswered,
  NO_SAMPLE,
  NOT_STARTED,
  type Probe,
  type SampleCall,
} from './probe.ts';

export const badArgs: Probe = {
  name: 'bad-args',
  rules: [INPUT_KILLS_SERVER],
  run: async (bench) => {
    if (bench.samples.length === 0) return NO_SAMPLE;
    const sample = bench.samples.find(misfits);
    if (!sample) return { findings: [], skipped: 'the tools that are known to be harmless take any arguments' };
    const args = misfits(sample)!;
    const session = await bench.fresh();
    if (!session) return NOT_STARTED;
    const exchange = await call(session, bench, sample.tool, args);
    if (isAnswered(exchange)) return { findings: [] };
    const message = `${sample.tool} was called with arguments that do not fit its inputSchema, and ${describeEnd(exchange)}.`;
    return found(INPUT_KILLS_SERVER, { message, evidence: `sent: ${JSON.stringify(args)}` }, bench.causes(exchange));
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
