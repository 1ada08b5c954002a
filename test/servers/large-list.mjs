/** A list that no host can use. `--variant=tools|bytes|pages|backtracking|nulls`, `--count=100000` */
import { option, send, serve, variant } from './serve.mjs';

const tool = (index, more = {}) => ({ name: `tool_${index}`, inputSchema: { type: 'object' }, ...more });
const many = (count, more) => Array.from({ length: count }, (_, index) => tool(index, more?.(index)));
const lists = {
  tools: () =>
    many(Number(option('count', 100_000)), (index) => ({
      description: `Does ${index}`,
      inputSchema: { type: 'object', properties: { text: { type: 'string' } } },
    })),
  bytes: () => many(9000, () => ({ description: 'x'.repeat(3500) })),
  pages: () => many(1000),
  backtracking: () =>
    many(2000, () => ({
      inputSchema: { type: 'object', properties: { text: { type: 'string', pattern: '^(a+)+$' } } },
    })),
  nulls: () => Array.from({ length: 5_000_000 }, () => null),
};
const tools = lists[variant('tools')]();

serve({
  request: ({ id, method, params }) => {
    if (method !== 'tools/list') return;
    const page = Number(params?.cursor ?? 0);
    const isMore = variant('tools') === 'pages' && page < 99;
    const named = variant('tools') === 'pages' ? tools.map((one) => ({ ...one, name: `${one.name}_${page}` })) : tools;
    send({ jsonrpc: '2.0', id, result: { tools: named, ...(isMore ? { nextCursor: String(page + 1) } : {}) } });
  },
  reply: (response, { method }) => method !== 'tools/list' && send(response),
});
