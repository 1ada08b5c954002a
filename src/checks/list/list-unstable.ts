import { isObject } from '../../json/kind.ts';
import type { Exchange } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { quotedLines } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';

/** Of each list. */
const MOST_NAMES = 100_000;

export const listUnstable = defineCheck<ListSubject>({
  id: 'list-unstable',
  level: 'warning',
  title: 'Two requests for the list of tools get different lists.',
  hint: 'List the tools in a fixed order (sort them by name): the list is part of every prompt, and a new order makes caches of prompts useless.',
  spec: SPEC.listTools,
  inspect: ({ pages, again }, add) => {
    const before = namesIn(pages[0]?.exchange);
    const after = namesIn(again);
    if (!before || !after || hasSaidSo(again!) || before.join('\n') === after.join('\n')) return;
    const isOrder = [...before].sort().join('\n') === [...after].sort().join('\n');
    const message = isOrder
      ? 'The second tools/list has the same tools in another order.'
      : 'The second tools/list has other tools than the first.';
    add({ message, evidence: quotedLines([`first: ${before.join(', ')}`, `second: ${after.join(', ')}`]) });
  },
});

function namesIn(exchange: Exchange | undefined): string[] | undefined {
  const result = exchange?.outcome.kind === 'result' ? exchange.outcome.result : undefined;
  const tools = isObject(result) ? result['tools'] : undefined;
  return Array.isArray(tools)
    ? tools.slice(0, MOST_NAMES).map((tool) => (isObject(tool) ? String(tool['name']) : ''))
    : undefined;
}

/** A server may change its list, and says so. */
function hasSaidSo({ frames }: Exchange): boolean {
  return frames.some(({ text }) => text.includes('notifications/tools/list_changed'));
}
