import { isObject } from '../../json/kind.ts';
import { PARAM_HEADER_NAME, PARAM_HEADER_TYPES, STATELESS } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { type SchemaNode, schemaNodes } from '../host/schema-nodes.ts';
import { SPEC } from '../spec.ts';
import type { ToolSubject } from '../subjects.ts';
import { placeOf, toolName } from '../tool/tool-name.ts';

const KEY = 'x-mcp-header';
/** Along `properties` alone. */
const REACHED = /^(?:\/properties\/[^/]*)+$/;
const MOST_TOLD = 5;

export const paramHeader = defineCheck<ToolSubject>({
  id: 'param-header',
  level: 'error',
  title: 'An x-mcp-header is not valid, so clients over HTTP leave the tool out.',
  hint:
    'Put x-mcp-header only on parameters of the type string, integer or boolean that are reached by "properties" alone; each a ' +
    'header name (letters, digits, -) that no other parameter of the tool has.',
  spec: SPEC.paramHeaders,
  inspect: (subject, add) => {
    if (!STATELESS.includes(subject.protocol) || !isObject(subject.raw)) return;
    const marked = schemaNodes(subject.raw['inputSchema']).filter(({ schema }) => Object.hasOwn(schema, KEY));
    const known = new Map<string, string>();
    const faults = marked.flatMap((node) => {
      const why = faultOf(node, known);
      return why === undefined ? [] : [{ node, why }];
    });
    for (const { node, why } of faults.slice(0, MOST_TOLD)) {
      const message = `The tool ${toolName(subject)} has an x-mcp-header ${why}.`;
      add({ message, where: `${placeOf(subject)}/inputSchema${node.where}`, evidence: quoted(node.schema, 300) });
    }
  },
});

function faultOf({ schema, where }: SchemaNode, known: Map<string, string>): string | undefined {
  const { [KEY]: name, type } = schema;
  if (typeof name !== 'string' || !PARAM_HEADER_NAME.test(name)) return 'that is no header name';
  if (!REACHED.test(where)) return 'on what is not reached by "properties" alone';
  if (!PARAM_HEADER_TYPES.includes(type)) return 'on a parameter that is not of the type string, integer or boolean';
  const same = known.get(name.toLowerCase());
  known.set(name.toLowerCase(), where);
  return same === undefined ? undefined : `that another parameter has, too (${same})`;
}
