/** What a host asks beside tools/list: the lists of other capabilities that are declared, and the same list once more. */
import { httpFault } from '../checks/http/fault.ts';
import type { ListSubject } from '../checks/subjects.ts';
import { type Exchange, isTimeout, type Plan } from '../model.ts';
import type { PagedList } from '../session/paging.ts';
import type { Stoppable } from './judging.ts';
import type { Connected } from './target.ts';

/** A list that took longer is not asked for twice. */
const QUICK_MS = 1000;
const MOST_MS = 5000;
const OTHERS = ['prompts', 'resources'] as const;

type More = Pick<ListSubject, 'again' | 'others' | 'templates'>;

/**
 * The other lists, first pages only, whatever became of tools/list itself, and the templates beside the resources; the second tools/list where the first was answered
 * quickly and on one page.
 */
export async function askMore(
  context: Stoppable & { readonly plan: Plan },
  connected: Connected,
  paged: PagedList,
): Promise<More> {
  const { session, handshake } = connected;
  const { pages } = paged;
  const first = pages[0]!.exchange;
  if (pages.some(({ exchange }) => !isWorthMore(exchange))) return {};
  const { plan, stop } = context;
  const options = { timeoutMs: Math.min(plan.timeoutMs, MOST_MS), liveness: true, signal: stop };
  const ask = (method: string): Promise<Exchange> => session.request(method, undefined, options);
  const isGone = () => session.closure !== undefined || stop.aborted;
  const methods = OTHERS.filter((one) => isDeclared(handshake.info?.capabilities, one)).map((key) => `${key}/list`);
  const others: { method: string; exchange: Exchange }[] = [];
  // A server that may be blocked is given one time limit for all of them.
  const atOnce = isTimeout(pages.at(-1)!.exchange) ? methods.length : 1;
  for (let at = 0; at < methods.length && !isGone(); at += atOnce) {
    const asked = methods.slice(at, at + atOnce).map(async (method) => ({ method, exchange: await ask(method) }));
    others.push(...(await Promise.all(asked)));
  }
  const hasResources = others.some(({ method, exchange }) => method === 'resources/list' && isResult(exchange));
  const templates = hasResources && !isGone() ? { templates: await ask('resources/templates/list') } : {};
  const isQuick = pages.length === 1 && paged.stopped === undefined && first.durationMs < QUICK_MS;
  if (!isQuick || isGone()) return { others, ...templates };
  const again = await session.request('tools/list', undefined, { ...options, isAside: true });
  // Whether it went before it had read this or behind it is chance, where it calls its end a success: behind the first it was.
  if (again.outcome.kind === 'closed' && again.outcome.closure.exitCode === 0) return { others, ...templates };
  if (again.outcome.kind === 'closed') session.excuse();
  return { others, ...templates, again };
}

/** What refuses one list over HTTP refuses all; an unreadable answer has its own fault. */
function isWorthMore(exchange: Exchange): boolean {
  const { kind } = exchange.outcome;
  return kind === 'result' || isTimeout(exchange) || (kind === 'rpc-error' && httpFault(exchange) === undefined);
}

function isResult({ outcome }: Exchange): boolean {
  return outcome.kind === 'result';
}

function isDeclared(capabilities: unknown, key: string): boolean {
  const value = (capabilities as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  return typeof value === 'object' && value !== null;
}
