/** `server/discover` before initialize, as clients of the 2026-07-28 revision ask: an older server must refuse it and live on. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Exchange, hasAnswer, type RuleInfo } from '../model.ts';
import { askDiscover } from '../session/discover.ts';
import { initialize } from '../session/handshake.ts';
import { type Bench, describeEnd, found, type Probe, type ProbeVerdict } from './probe.ts';

/** Since the server was up. */
const SHORT_MS = 3000;

const FATAL: RuleInfo = {
  id: 'discover-fatal',
  level: 'warning',
  title: 'server/discover before initialize ends the server.',
  hint: 'Answer unknown methods before initialize with an error (-32601 or -32602) and go on waiting for initialize; upgrade the SDK.',
};
const SILENT: RuleInfo = {
  id: 'discover-silent',
  level: 'warning',
  title: 'server/discover before initialize is not answered.',
  hint: 'Answer unknown methods with -32601, also before initialize: newer clients wait for it before they fall back.',
};

export const discover: Probe = {
  name: 'discover',
  rules: [FATAL, SILENT],
  run: async (bench) => {
    const session = await bench.raw();
    const given = new AbortController();
    const signal = AbortSignal.any([bench.signal, given.signal]);
    const asking = askDiscover(session, { timeoutMs: bench.startMs + 2 * SHORT_MS, signal });
    const early = await within(SHORT_MS, asking, signal);
    if (early?.outcome.kind === 'closed') return fatal(bench, early, BEFORE);
    // A modern server is pinned to its era by the question; it has nothing to prove here.
    if (early?.outcome.kind === 'result') return { findings: [] };
    // A slow starter reads both questions once it is up: the answer to initialize says when that is.
    const { initialize: after } = await initialize(session, {
      ...START,
      timeoutMs: bench.startMs,
      signal: bench.signal,
    });
    const asked = early ?? (await within(SHORT_MS, asking, signal));
    given.abort();
    if (asked?.outcome.kind === 'result') return { findings: [] };
    if (asked?.outcome.kind === 'closed') return fatal(bench, asked, BEFORE);
    if (!hasAnswer(after)) return fatal(bench, after, 'After server/discover, initialize was not answered');
    if (asked && hasAnswer(asked)) return { findings: [] };
    const message = `server/discover got no answer, though initialize behind it did, within ${SHORT_MS} ms.`;
    return found(SILENT, { message }, bench.causes(await asking));
  },
};

const START = { protocol: 'auto', clientVersion: '0' };
const BEFORE = 'server/discover before initialize';

/** Undefined where it takes longer. */
async function within(ms: number, asking: Promise<Exchange>, signal: AbortSignal): Promise<Exchange | undefined> {
  const done = new AbortController();
  const late = sleep(ms, undefined, { signal: AbortSignal.any([signal, done.signal]) }).catch(() => undefined);
  return Promise.race([asking, late]).finally(() => done.abort());
}

function fatal(bench: Bench, exchange: Exchange, what: string): ProbeVerdict {
  return found(FATAL, { message: `${what}: ${describeEnd(exchange)}.` }, bench.causes(exchange));
}
