/** Two calls at once, after one alone: both must be answered, each with its own answer, and not one after the other. */
import { type Exchange, hasAnswer, type RuleInfo } from '../model.ts';
import {
  type Bench,
  call,
  describeEnd,
  found,
  NO_SAMPLE,
  NOT_STARTED,
  type Probe,
  type ProbeVerdict,
} from './probe.ts';
import { textCall } from './strings.ts';

const MARKS = ['mcp-smoke-first', 'mcp-smoke-second'] as const;
/** Shorter calls are too short to say that one waited for the other. */
const MEASURABLE_MS = 200;
const SERIAL_FACTOR = 1.8;

const CRASH: RuleInfo = {
  id: 'concurrent-crash',
  level: 'error',
  title: 'Two calls at once end the server.',
  hint: 'Guard what the handlers share (connections, files, globals), or give each call its own.',
};
const RACE: RuleInfo = {
  id: 'stdout-redirect-race',
  level: 'error',
  title: 'Of two calls at once, one is not answered; alone it is.',
  hint: 'A handler that redirects file descriptor 1 swallows the other’s answer: redirect per thread or capture the child’s output. Otherwise look for a lock that is never released.',
};
const SERIALISED: RuleInfo = {
  id: 'serialised',
  level: 'warning',
  title: 'Calls are served one after the other.',
  hint: 'Make the handler async, or run it in a thread (Python mcp 1.x and fastmcp 2.x run sync tools on the event loop).',
};
const CROSS_TALK: RuleInfo = {
  id: 'cross-talk',
  level: 'error',
  title: 'A call gets the answer of another one.',
  hint: 'Keep what belongs to a request in local variables, never in globals or on a shared object.',
};

export const concurrentPair: Probe = {
  name: 'concurrent-pair',
  rules: [CRASH, RACE, SERIALISED, CROSS_TALK],
  run: async (bench) => {
    const [harmless] = bench.samples;
    if (!harmless) return NO_SAMPLE;
    const session = await bench.fresh();
    if (!session) return NOT_STARTED;
    const { tool, args } = textCall(bench, MARKS) ?? { tool: harmless.tool, args: [harmless.args, harmless.args] };
    const [first, second] = args;
    // The first call may have to set something up; the second tells how long one takes.
    await call(session, bench, tool, first!);
    const alone = await call(session, bench, tool, first!);
    if (!hasAnswer(alone)) return { findings: [], skipped: `${tool} does not answer a single call` };
    const pair = await Promise.all([call(session, bench, tool, first!), call(session, bench, tool, second!)]);
    return judge(bench, tool, alone, pair);
  },
};

function judge(bench: Bench, tool: string, alone: Exchange, pair: readonly Exchange[]): ProbeVerdict {
  const lost = pair.find((exchange) => !hasAnswer(exchange));
  if (lost) {
    const message = `Two calls of ${tool} were made at once, and for one of them ${describeEnd(lost)}.`;
    return found(lost.outcome.kind === 'closed' ? CRASH : RACE, { message }, bench.causes(lost));
  }
  const swapped = pair.some(
    (exchange, i) => holds(alone, MARKS[0]) && holds(exchange, MARKS[1 - i]!) && !holds(exchange, MARKS[i]!),
  );
  if (swapped) return found(CROSS_TALK, { message: `Of two calls of ${tool} at once, one got the other's answer.` });
  const together = Math.max(...pair.map(({ durationMs }) => durationMs));
  if (alone.durationMs < MEASURABLE_MS || together < SERIAL_FACTOR * alone.durationMs) return { findings: [] };
  const message = `One call of ${tool} takes ${Math.round(alone.durationMs)} ms, two at once take ${Math.round(together)} ms.`;
  return found(SERIALISED, { message });
}

function holds({ outcome }: Exchange, mark: string): boolean {
  return outcome.kind === 'result' && (JSON.stringify(outcome.result) ?? '').includes(mark);
}
