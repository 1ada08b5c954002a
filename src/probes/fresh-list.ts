/** The list of tools on two fresh servers, one of which is asked for nothing before: both must list the same, in the same order. */
import { clip, quoted } from '../checks/evidence.ts';
import type { Exchange, RuleInfo } from '../model.ts';
import { listAll, type PagedList } from '../session/paging.ts';
import type { Session } from '../session/session.ts';
import { type Bench, describeEnd, found, NOT_STARTED, type Probe } from './probe.ts';

const SHOWN = 300;
const DIFFERS: RuleInfo = {
  id: 'fresh-list-differs',
  level: 'warning',
  title: 'A fresh server lists other tools, or the same in another order.',
  hint: 'List the same tools in a fixed order whatever was asked before (sort them by name): hosts cache lists and put them into prompts.',
  spec: 'https://modelcontextprotocol.io/specification/2026-07-28/server/tools#listing-tools',
};
const FIRST: RuleInfo = {
  id: 'list-not-first',
  level: 'error',
  title: 'tools/list is not answered where it is the first request (2026-07-28).',
  hint: 'Answer every request by what it says itself: no client has to ask server/discover before.',
  spec: 'https://modelcontextprotocol.io/specification/2026-07-28/basic/index#statelessness',
};

export const freshList: Probe = {
  name: 'fresh-list',
  rules: [DIFFERS, FIRST],
  run: async (bench) => {
    const opened = await bench.fresh();
    if (!opened) return NOT_STARTED;
    const before = await list(opened, bench, bench.timeoutMs);
    if (before.stopped === 'no-answer') return { findings: [], skipped: 'the server does not list its tools' };
    const again = opened.dialect.isStateless ? await bench.raw() : await bench.fresh();
    if (!again) return NOT_STARTED;
    again.speak(opened.dialect);
    const after = await list(again, bench, bench.startMs + bench.timeoutMs);
    const refused = after.pages.map(({ exchange }) => exchange).find(({ outcome }) => outcome.kind !== 'result');
    if (refused) return opened.dialect.isStateless ? notFirst(bench, refused) : NOT_STARTED;
    return compare(before, after);
  },
};

function list(session: Session, { signal }: Bench, timeoutMs: number): Promise<PagedList> {
  return listAll(session, 'tools/list', 'tools', { timeoutMs, signal });
}

function notFirst(bench: Bench, exchange: Exchange) {
  const { outcome } = exchange;
  const end = outcome.kind === 'rpc-error' ? `the error ${String(outcome.error.code)} came` : describeEnd(exchange);
  return found(FIRST, { message: `tools/list as the first request: ${end}.` }, bench.causes(exchange));
}

function compare(before: PagedList, after: PagedList) {
  const [first, second] = [namesOf(before), namesOf(after)];
  if (JSON.stringify(first) !== JSON.stringify(second)) {
    const isOrder = JSON.stringify([...first].sort()) === JSON.stringify([...second].sort());
    const message = `A fresh server lists ${isOrder ? 'the same tools in another order' : 'other tools'}.`;
    const evidence = `first: ${clip(first.join(', '), SHOWN)}\nfresh: ${clip(second.join(', '), SHOWN)}`;
    return found(DIFFERS, { message, evidence });
  }
  const changed = before.items.findIndex((tool, index) => JSON.stringify(tool) !== JSON.stringify(after.items[index]));
  if (changed === -1) return { findings: [] };
  return found(DIFFERS, {
    message: `A fresh server describes the tool ${quoted(first[changed], 100)} differently.`,
  });
}

function namesOf({ items }: PagedList): string[] {
  return items.map((tool) => String((tool as { name?: unknown } | null)?.name));
}
