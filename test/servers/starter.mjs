/**
 * Tools for a first smoke file: their inputs can be made up, need a real value, or do harm. Calls go to `--log=FILE`; an
 * argument that is not as the schema says is an error. `--plain`: only those that need nothing special; `--only=NAME`: that one.
 */
import { appendFileSync } from 'node:fs';
import { option, serve, textResult, tool } from './serve.mjs';

const logged = (name, properties, { annotations, required = Object.keys(properties), check = () => true } = {}) =>
  tool(
    name,
    (args) => {
      appendFileSync(option('log', '/dev/null'), `${name} ${JSON.stringify(args)}\n`);
      return check(args)
        ? textResult('done')
        : { ...textResult(`not these arguments: ${JSON.stringify(args)}`), isError: true };
    },
    {
      description: `Does ${name}.`,
      inputSchema: { type: 'object', properties, required },
      ...(annotations ? { annotations } : {}),
    },
  );
const text = { type: 'string' };

const PLAIN = [
  logged('nothing', {}),
  logged(
    'formats',
    {
      day: { type: 'string', format: 'date', description: 'YYYY-MM-DD' },
      size: { enum: ['small', 'large'] },
      count: { type: 'integer', minimum: 3 },
      unit: { type: 'string', default: 'kg' },
      colour: { type: 'string', examples: ['red', 'blue'] },
      code_like: { type: 'string', pattern: '^[A-Z]{3}-\\d{2}$' },
      all: { type: 'boolean' },
      tags: { type: 'array', items: text, minItems: 1 },
      nested: { type: 'object', properties: { depth: { type: 'number', exclusiveMinimum: 0 } }, required: ['depth'] },
      time: { type: 'string', pattern: '^\\d\\d:\\d\\d$', description: 'HH:MM, e.g. 12:30' },
      hours: { type: 'integer', description: 'e.g. 3' },
      distinct: { type: 'array', items: { type: 'string', minLength: 2 }, minItems: 3, uniqueItems: true },
      left_out: text,
    },
    {
      required: [
        'day',
        'size',
        'count',
        'unit',
        'colour',
        'code_like',
        'all',
        'tags',
        'nested',
        'time',
        'hours',
        'distinct',
      ],
      check: (args) =>
        /^\d{4}-\d\d-\d\d$/.test(args.day) &&
        args.size === 'small' &&
        args.count >= 3 &&
        args.unit === 'kg' &&
        args.colour === 'red' &&
        /^[A-Z]{3}-\d{2}$/.test(args.code_like) &&
        args.tags.length === 1 &&
        args.nested.depth > 0 &&
        /^\d\d:\d\d$/.test(args.time) &&
        Number.isInteger(args.hours) &&
        new Set(args.distinct).size === 3 &&
        args.left_out === undefined,
    },
  ),
  // The server's own words may look like variables, YAML or comments.
  logged(
    'create: # "note"',
    { title: { const: '${HOME} # yes: "no"' } },
    { check: (args) => args.title === '${HOME} # yes: "no"' },
  ),
];
const SPECIAL = [
  logged('get_note', { note_id: { type: 'string', description: 'Id of an existing note' } }),
  logged('read_file', { path: text, lines: { type: 'integer' } }),
  logged('open', { target: { type: 'string', format: 'uri' } }),
  logged('rename', {
    names: { type: 'array', minItems: 1, items: { type: 'object', properties: { uuid: text }, required: ['uuid'] } },
  }),
  logged('add_lines', { entityName: text }),
  logged('create_entities', {
    entities: {
      type: 'array',
      items: {
        type: 'object',
        properties: { entityName: text, displayName: text },
        required: ['entityName', 'displayName'],
      },
    },
  }),
  logged('now', { local_timezone: text }),
  logged('at', { moment: { type: ['string', 'null'], description: 'In the form HH:MM' } }),
  logged('rate', { of: { type: 'string', description: 'ISO 4217 code, such as CHF' } }),
  logged('impossible', { none: { type: 'string', pattern: '^(?=a)(?=b)$' } }),
  logged('twins', { pair: { type: 'array', items: { const: 'one' }, minItems: 2, uniqueItems: true } }),
  logged('format_disk', { sure: { type: 'boolean' } }, { annotations: { destructiveHint: true } }),
  logged('delete_all', {}),
  logged('send_mail', { body: text }),
  logged('delete_preview', {}, { annotations: { readOnlyHint: true } }),
  logged('clear_cache', {}, { annotations: { destructiveHint: false } }),
];

const listed = process.argv.includes('--plain') ? PLAIN : [...PLAIN, ...SPECIAL];
const only = option('only', '');
const tools = only === '' ? listed : listed.filter(({ name }) => name === only);
const call = ({ params }) => tools.find(({ name }) => name === params.name).call(params.arguments ?? {});
serve({ tools, methods: { 'tools/call': call } });
