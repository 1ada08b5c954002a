/**
 * Healthy: the schemas of a tool are as large as they may be, and its results fit.
 * `--variant=flat|patterns|alternatives|references|chain|unevaluated`; `--wrong`: the result does not fit.
 */
import { echo, faulty, serve, variant } from './serve.mjs';

const map = (count, part) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, part(index)]));
const object = (properties) => ({ type: 'object', properties });
const kinds = Array.from({ length: 1600 }, (_, index) => index);
const schemas = {
  flat: () => object(map(9900, () => ({ type: 'string', description: 'A long description of it.' }))),
  patterns: () => object(map(9900, (index) => ({ type: 'string', pattern: `^[a-z]{1,9}${index}$` }))),
  alternatives: () =>
    object({
      p1: { oneOf: ['a1', ...kinds].map((kind) => ({ ...object({ kind: { const: kind } }), required: ['kind'] })) },
    }),
  references: () => ({
    ...object(map(4500, (index) => ({ $ref: `#/$defs/d${index % 900}` }))),
    $defs: Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`d${index}`, { type: ['string', 'object'] }])),
  }),
  chain: () => ({
    ...object({ p1: { $ref: '#/$defs/d0' } }),
    $defs: Object.fromEntries(
      Array.from({ length: 1500 }, (_, index) => [
        `d${index}`,
        { type: ['string', 'object'], properties: { next: { $ref: `#/$defs/d${(index * 7 + 1) % 1500}` } } },
      ]),
    ),
  }),
  unevaluated: () => ({
    ...object(map(4900, () => ({ type: 'string' }))),
    allOf: kinds.slice(0, 1000).map((kind) => ({ properties: { [`q${kind}`]: { type: 'number' } } })),
    unevaluatedProperties: false,
  }),
};
const schema = schemas[variant('flat')]();
const value = process.argv.includes('--wrong') ? 5 : 'a1';
const structuredContent = { p1: variant('flat') === 'alternatives' ? { kind: value } : value };
const call = () => ({ content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent });

serve({ tools: [echo, faulty(call, { inputSchema: schema, outputSchema: schema })] });
