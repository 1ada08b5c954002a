/**
 * Pages of tools. `--variant=empty-first`: the first page has none; `empty-between`: one in the middle; `endless`: all are
 * empty, and each names a next one. `--healthy`: one page.
 */
import { healthy, serve, variant } from './serve.mjs';

const layouts = {
  'empty-first': (tools) => [[], tools],
  'empty-between': (tools) => [tools.slice(0, 1), [], [], tools.slice(1)],
  endless: () => Array.from({ length: 10_000 }, () => []),
};

function list({ tools }, { params }) {
  const pages = healthy ? [tools] : layouts[variant('empty-first')](tools);
  const at = Number(params?.cursor ?? 0);
  return { tools: pages[at], ...(at + 1 < pages.length ? { nextCursor: String(at + 1) } : {}) };
}

serve({ list });
