/** `server/discover` before initialize, as clients of the 2026-07-28 revision ask: an older server must refuse it and live on. */
import { DISCOVER_FATAL, DISCOVER_SILENT } from '../checks/connect/discovery.ts';
import { type Exchange, hasAnswer, NEWEST_PROTOCOL } from '../model.ts';
import { NOBODY } from '../session/dialect/dialect.ts';
import { stateful } from '../session/dialect/stateful.ts';
import { stateless } from '../session/dialect/stateless.ts';
import { abortSignalOf } from '../stopping.ts';
import { within } from '../waiting.ts';
import { type Bench, describeEnd, found, type Probe, type ProbeVerdict } from './probe.ts';

/** Since the server was up. */
const SHORT_MS = 3000;

export const discover: Probe = {
  name: 'discover',
  rules: [DISCOVER_FATAL, DISCOVER_SILENT],
  run: async (bench) => {
    const session = await bench.raw();
    const given = new AbortController();
    const signal = AbortSignal.any([abortSignalOf(bench.signal), given.signal]);
    const newer = stateless(NEWEST_PROTOCOL, NOBODY);
    session.speak(newer);
    const timeoutMs = bench.startMs + 2 * SHORT_MS;
    const asking = newer.open(session, { timeoutMs, signal }).then(({ opening }) => opening);
    const early = await within(SHORT_MS, asking);
    if (early?.outcome.kind === 'closed') return fatal(bench, early, BEFORE);
    // A modern server is pinned to its era by the question; it has nothing to prove here.
    if (early?.outcome.kind === 'result') return { findings: [] };
    // A slow starter reads both questions once it is up: the answer to initialize says when that is.
    const older = stateful();
    session.speak(older);
    const { opening: after } = await older.open(session, { timeoutMs: bench.startMs, signal: bench.signal });
    const asked = early ?? (await within(SHORT_MS, asking));
    given.abort();
    if (asked?.outcome.kind === 'result') return { findings: [] };
    if (asked?.outcome.kind === 'closed') return fatal(bench, asked, BEFORE);
    if (!hasAnswer(after)) return fatal(bench, after, 'After server/discover, initialize was not answered');
    if (asked && isRefused(asked)) return { findings: [] };
    const message = `server/discover got no answer, though initialize behind it did, within ${SHORT_MS} ms.`;
    return found(DISCOVER_SILENT, { message }, bench.causes(await asking));
  },
};

/** Over HTTP an answer of any kind refuses: nobody waits for it. */
function isRefused(exchange: Exchange): boolean {
  const { outcome, http } = exchange;
  return (
    hasAnswer(exchange) || (http !== undefined && outcome.kind === 'no-answer' && outcome.why.reason !== 'timeout')
  );
}

const BEFORE = 'server/discover before initialize';

function fatal(bench: Bench, exchange: Exchange, what: string): ProbeVerdict {
  return found(DISCOVER_FATAL, { message: `${what}: ${describeEnd(exchange)}.` }, bench.causes(exchange));
}
