/** A tool that MCP allows and a host refuses; `--variant=` is the rule. */
import { faulty, healthy, serve, variant } from './serve.mjs';

const text = { type: 'string' };
const object = (properties, more = {}) => ({ type: 'object', properties, ...more });
const tool = (inputSchema, more = {}) => ({ ...faulty(), inputSchema, ...more });
const quirks = {
  'root-combinator': tool(object({ text }, { anyOf: [{ required: ['text'] }, { required: ['id'] }] })),
  'name-charset': tool(object({ text }), { name: 'notes.create' }),
  'name-length': tool(object({ text }), { name: 'a'.repeat(65) }),
  'array-no-items': tool(object({ text, tags: { type: 'array' } })),
  'object-no-properties': tool({ type: 'object' }),
  'gemini-keywords': tool(object({ text, count: { type: 'integer', exclusiveMinimum: 0 } })),
  'type-array-union': tool(object({ text, count: { type: ['integer', 'null'] } })),
  'optional-list-anyof': tool(
    object({ text, tags: { anyOf: [{ type: 'array', items: text }, { type: 'null' }], default: null } }),
  ),
  'vendor-keys': tool(object({ text }), { strict: true }),
  'prop-name-long': tool(object({ text, $filter: text, ['a'.repeat(70)]: text })),
};

// Hosts look at the names at the root only.
const where = object({ 'any name of a column, as long as it may be, which here is far more than 64': text });
const sound = tool(object({ text, where, tags: { type: 'array', items: text } }, { required: ['text'] }));
serve({ tools: [healthy ? sound : quirks[variant('root-combinator')]] });
