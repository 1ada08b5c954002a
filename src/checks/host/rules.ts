/** What hosts refuse although MCP allows it. */
import { isObject } from '../../json/kind.ts';
import { SPEC } from '../spec.ts';
import type { HostFault, HostRule } from './host-check.ts';
import { optionalListAnyof } from './optional-list-anyof.ts';
import { propNameLong } from './prop-name-long.ts';
import { type SchemaNode, schemaNodes, typesOf } from './schema-nodes.ts';
import { vendorKeys } from './vendor-keys.ts';

/** $schema, additionalProperties and $ref are left out: nearly every server has them, and clients of Gemini deal with them. */
const UNKNOWN = new Set([
  'exclusiveMinimum',
  'exclusiveMaximum',
  'const',
  'oneOf',
  'allOf',
  'not',
  'patternProperties',
]);
/** What the APIs of Anthropic and OpenAI take. MCP allows the dot too. */
const TAKEN = /^[A-Za-z0-9_-]*$/;
const MOST = 64;
const COMBINATORS = ['anyOf', 'oneOf', 'allOf'];

export const hostRules: readonly HostRule[] = [
  {
    id: 'array-no-items',
    level: 'warning',
    title: 'A schema has an array and does not say what is in it.',
    hint: 'Give the array "items" (a tuple becomes prefixItems, which hosts do not read: use a list or an object instead).',
    told: 'an array has no "items", and OpenAI, Gemini and VS Code refuse the tool',
    faultsOf: ({ inputSchema }) =>
      schemaNodes(inputSchema, '/inputSchema')
        .filter(({ schema }) => schema['items'] === undefined && typesOf(schema).includes('array'))
        .map(({ where }) => ({ where })),
  },
  {
    id: 'gemini-keywords',
    level: 'info',
    title: 'A schema has keywords that the API of Gemini does not know.',
    hint: 'Say it in simpler words: minimum instead of exclusiveMinimum, a one-element enum instead of const.',
    told: "the inputSchema has keywords that Gemini's API does not know",
    faultsOf: ({ inputSchema }) => schemaNodes(inputSchema, '/inputSchema').flatMap(unknownIn),
  },
  {
    id: 'name-charset',
    level: 'warning',
    title: 'A tool has a name with characters that hosts refuse.',
    hint: 'Use only letters, digits, "_" and "-" in the names of tools.',
    spec: SPEC.toolNames,
    told: 'the name has characters other than letters, digits, "_" and "-", which the APIs of Anthropic and OpenAI refuse',
    faultsOf: ({ name }) => (typeof name === 'string' && !TAKEN.test(name) ? [{ where: '/name' }] : []),
  },
  {
    id: 'name-length',
    level: 'warning',
    title: 'A tool has a name that is too long for hosts.',
    hint: 'Keep the names of tools short: hosts put the name of the server before it, and refuse more than 60 or 64 characters.',
    spec: SPEC.toolNames,
    told: `the name is longer than ${MOST} characters, which hosts refuse`,
    faultsOf: ({ name }) => (typeof name === 'string' && name.length > MOST ? [{ where: '/name' }] : []),
  },
  {
    id: 'object-no-properties',
    level: 'info',
    title: 'An inputSchema has no properties, not even an empty map of them.',
    hint: 'For a tool without arguments write {"type":"object","properties":{}}.',
    told: 'the inputSchema has no "properties", and some users of OpenAI\'s API get "object schema missing properties"',
    faultsOf: ({ inputSchema }) =>
      isObject(inputSchema) && inputSchema['type'] === 'object' && inputSchema['properties'] === undefined
        ? [{ where: '/inputSchema' }]
        : [],
  },
  optionalListAnyof,
  propNameLong,
  {
    id: 'root-combinator',
    level: 'warning',
    title: 'An inputSchema has anyOf, oneOf or allOf at its root.',
    hint: 'Merge the alternatives into one object with optional properties, and check in the tool which of them fit together.',
    told: "the inputSchema has a combinator at its root, and Anthropic's API refuses every request that carries such a tool",
    faultsOf: ({ inputSchema }) =>
      COMBINATORS.filter((key) => isObject(inputSchema) && Array.isArray(inputSchema[key])).map((key) => ({
        where: `/inputSchema/${key}`,
        what: key,
      })),
  },
  {
    id: 'type-array-union',
    level: 'info',
    title: 'A schema has a list of types.',
    hint: 'Give one type, and leave an optional property out of "required" instead of allowing null.',
    told: '"type" is a list, and gateways and clients of Gemini that take only one type drop the tool',
    faultsOf: ({ inputSchema }) =>
      schemaNodes(inputSchema, '/inputSchema')
        .filter(({ schema }) => Array.isArray(schema['type']))
        .map(({ where }) => ({ where: `${where}/type` })),
  },
  vendorKeys,
];

const NONE: readonly HostFault[] = [];

function unknownIn({ schema, where }: SchemaNode): readonly HostFault[] {
  let found = NONE;
  for (const key in schema) if (UNKNOWN.has(key)) found = [...found, { where: `${where}/${key}`, what: key }];
  return found;
}
