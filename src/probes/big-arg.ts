/** An argument of 150 kB: readers with a line or body limit break here. */
import { ruleInfo } from '../checks/registry.ts';
import { type Exchange, hasAnswer, type RuleInfo } from '../model.ts';
import { call, describeEnd, found, NOT_STARTED, type Probe } from './probe.ts';
import { NO_TEXT, textCall } from './strings.ts';

const CHARACTERS = 150_000;
const BIG_ARG: RuleInfo = {
  id: 'big-arg-lost',
  level: 'warning',
  title: 'A call with a large argument is not answered.',
  hint: 'Raise the limit of what reads the messages: the asyncio reader’s 64 KiB line limit, the 100 kB default of express.json().',
};

/** An error where a scripted call meets it; here it is only a limit that is worth knowing. */
const BODY_LIMIT = ruleInfo('body-limit');
const BODY_HINT = 'Raise the limit: express.json({ limit: "4mb" }) has 100 kB by default; look at the proxy, too.';

export const bigArg: Probe = {
  name: 'big-arg',
  rules: [BIG_ARG, BODY_LIMIT],
  run: async (bench) => {
    const sample = textCall(bench, ['x'.repeat(CHARACTERS)]);
    if (!sample) return NO_TEXT;
    const session = await bench.fresh();
    if (!session) return NOT_STARTED;
    const exchange = await call(session, bench, sample.tool, sample.args[0]!);
    const refusal = parseError(exchange);
    if (hasAnswer(exchange) && refusal === undefined) return { findings: [] };
    if (isTooLarge(exchange))
      return found(BODY_LIMIT, {
        level: 'warning',
        message: `A body of ${CHARACTERS} characters got the HTTP status 413.`,
        hint: BODY_HINT,
      });
    const message = `${sample.tool} was called with an argument of ${CHARACTERS} characters, and ${refusal ?? describeEnd(exchange)}.`;
    return found(BIG_ARG, { message }, bench.causes(exchange));
  },
};

function isTooLarge({ outcome }: Exchange): boolean {
  return outcome.kind === 'no-answer' && outcome.why.reason === 'http-status' && outcome.why.http.status === 413;
}

/** By its code it could not even be read, which a small one can. */
function parseError({ outcome }: Exchange): string | undefined {
  if (outcome.kind !== 'rpc-error') return undefined;
  const { code, message } = outcome.error;
  if (code !== -32700 && code !== -32600) return undefined;
  return `was refused with the error ${code}: ${String(message)}`;
}
