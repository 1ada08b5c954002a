import { isObject } from '../../json/kind.ts';
import type { HostRule } from './host-check.ts';
import { schemaNodes, typesOf } from './schema-nodes.ts';

export const optionalListAnyof: HostRule = {
  id: 'optional-list-anyof',
  level: 'info',
  // Where a call has failed for it.
  otherLevels: ['warning'],
  title: 'A list or an object is optional by anyOf, or came as a JSON string.',
  hint: 'Make it a plain list or object that is not required: models often send a JSON string where the schema is anyOf[…, null]. Or parse the string in the tool (Pydantic: BeforeValidator).',
  told: 'a list or object is given as anyOf with null, for which models often send a JSON string',
  faultsOf: ({ inputSchema }) =>
    schemaNodes(inputSchema, '/inputSchema')
      .filter(({ schema }) => isOptionalList(schema))
      .map(({ where }) => ({ where: `${where}/anyOf` })),
};

function isOptionalList({ anyOf }: Readonly<Record<string, unknown>>): boolean {
  if (!Array.isArray(anyOf)) return false;
  const types = anyOf.flatMap((one) => (isObject(one) ? typesOf(one) : []));
  return types.includes('null') && (types.includes('array') || types.includes('object'));
}
