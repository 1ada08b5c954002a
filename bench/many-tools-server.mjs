/** `--count=1000` tools with an inputSchema and an outputSchema, all different; with `--odd`, a keyword in each that few servers use. */
import { option, serve, textResult, tool } from '../test/servers/serve.mjs';

const isOdd = process.argv.includes('--odd');
const described = (index, more) => ({ description: `What number ${index} is for`, ...more });

const input = (index) => ({
  type: 'object',
  title: `Input${index}`,
  properties: {
    [`query_${index}`]: described(index, { type: 'string', minLength: 1, maxLength: 100 + index }),
    limit: described(index, { type: 'integer', minimum: 1, maximum: 100, default: 10 }),
    kind: described(index, { type: 'string', enum: ['a', 'b', `kind_${index}`] }),
    since: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }], default: null },
    tags: { type: 'array', items: { type: 'string' }, maxItems: 10 },
    filter: { $ref: '#/$defs/Filter' },
  },
  $defs: {
    Filter: { type: 'object', properties: { field: { type: 'string' }, value: {} }, required: ['field'] },
  },
  required: [`query_${index}`],
  additionalProperties: false,
  ...(isOdd ? { dependentRequired: { limit: ['kind'] } } : {}),
});

const output = (index) => ({
  type: 'object',
  properties: {
    total: { type: 'integer', minimum: 0 },
    [`items_${index}`]: {
      type: 'array',
      items: { type: 'object', properties: { id: { type: 'string' }, score: { type: 'number' } }, required: ['id'] },
    },
  },
  required: ['total', `items_${index}`],
});

const answer = (index) => ({
  ...textResult(JSON.stringify({ total: 1, [`items_${index}`]: [{ id: 'a', score: 0.5 }] })),
  structuredContent: { total: 1, [`items_${index}`]: [{ id: 'a', score: 0.5 }] },
});

const tools = Array.from({ length: Number(option('count', 1000)) }, (_, index) =>
  tool(`tool_${index}`, () => answer(index), {
    description: `Does number ${index}.`,
    inputSchema: input(index),
    outputSchema: output(index),
  }),
);

serve({ tools });
