/** A list over all its pages (MCP 2025-11-25, Pagination), within bounds. */
import type { Exchange, Page, PagingStop } from '../model.ts';
import { nextTurn } from '../waiting.ts';
import type { RequestOptions, Session } from './session.ts';

const MOST_PAGES = 100;
/** More are counted only. */
const MOST_ITEMS = 100_000;

export interface PagedList {
  readonly pages: readonly Page[];
  /** The first 100,000 items of all pages as they came; a page whose list is not an array gives none. */
  readonly items: readonly unknown[];
  /** Of items that were listed. */
  readonly total: number;
  readonly stopped?: PagingStop;
}

/**
 * Follows `nextCursor` until it is absent, the server stops answering, or a page brings nothing but what there was. A page
 * without items is legal, and the next is asked for: a cursor that leads nowhere ends at the limit of pages.
 */
export async function listAll(
  session: Session,
  method: string,
  key: string,
  options: RequestOptions,
): Promise<PagedList> {
  const pages: Page[] = [];
  const items: unknown[] = [];
  const seen = new Set<string>();
  let total = 0;
  let cursor: string | undefined;
  for (;;) {
    const exchange = await session.request(method, cursor === undefined ? undefined : { cursor }, options);
    // A page may have taken its time to be parsed.
    await nextTurn();
    pages.push({ exchange, ...(cursor === undefined ? {} : { cursor }) });
    const result = resultOf(exchange);
    if (!result) return { pages, items, total, stopped: 'no-answer' };
    const page = listOf(result[key]);
    const isEmpty = Array.isArray(result[key]) && page.length === 0;
    const isNew = addItems(page.slice(0, MOST_ITEMS), items, seen);
    await nextTurn();
    if (isNew) total += page.length;
    const next = result['nextCursor'];
    if (typeof next !== 'string') return { pages, items, total };
    if (!isNew && !isEmpty) return { pages, items, total, stopped: 'no-new-tools' };
    if (pages.length === MOST_PAGES) return { pages, items, total, stopped: 'page-limit' };
    cursor = next;
  }
}

/** Adds a page that brings something new; false for one that does not. */
function addItems(page: readonly unknown[], items: unknown[], seen: Set<string>): boolean {
  const identities = page.map(identify);
  const isNew = identities.some((identity) => !seen.has(identity));
  if (isNew) for (const item of page.slice(0, MOST_ITEMS - items.length)) items.push(item);
  for (const identity of identities) seen.add(identity);
  return isNew;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function identify(item: unknown): string {
  const { name, uri, uriTemplate } = (item ?? {}) as Record<string, unknown>;
  return String(uri ?? uriTemplate ?? name ?? JSON.stringify(item));
}

function resultOf({ outcome }: Exchange): Record<string, unknown> | undefined {
  if (outcome.kind !== 'result' || typeof outcome.result !== 'object') return undefined;
  return (outcome.result ?? undefined) as Record<string, unknown> | undefined;
}
