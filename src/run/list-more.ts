/** What a host asks beside tools/list: the lists of other capabilities that are declared, and the same list once more. */
import type { ListSubject } from '../checks/subjects.ts';
import type { Exchange } from '../model.ts';
import type { PagedList } from '../session/paging.ts';
import type { Connected } from './connection.ts';
import type { SuiteContext } from './context.ts';

/** A list that took longer is not asked for twice. */
const QUICK_MS = 1000;
const MOST_MS = 5000;
const OTHERS = ['prompts', 'resources'] as const;

/** The other lists, first pages only; the second tools/list where the first was answered quickly and on one page. */
export async function askMore(
  { plan, stop }: SuiteContext,
  { session, handshake }: Connected,
  { pages, stopped }: PagedList,
): Promise<Pick<ListSubject, 'again' | 'others'>> {
  if (stopped !== undefined || !pages.every(({ exchange }) => exchange.outcome.kind === 'result')) return {};
  const options = { timeoutMs: Math.min(plan.timeoutMs, MOST_MS), liveness: true, signal: stop };
  const ask = (method: string): Promise<Exchange> => session.request(method, undefined, options);
  const others: { method: string; exchange: Exchange }[] = [];
  for (const key of OTHERS.filter((one) => isDeclared(handshake.info?.capabilities, one))) {
    if (session.closure || stop.aborted) break;
    others.push({ method: `${key}/list`, exchange: await ask(`${key}/list`) });
  }
  const isQuick = pages.length === 1 && pages[0]!.exchange.durationMs < QUICK_MS;
  if (!isQuick || session.closure || stop.aborted) return { others };
  return { others, again: await ask('tools/list') };
}

function isDeclared(capabilities: unknown, key: string): boolean {
  const value = (capabilities as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  return typeof value === 'object' && value !== null;
}
