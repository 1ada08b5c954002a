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

/** Whether one of the arguments is such a list or object by the inputSchema, and was sent as a string. */
export function isStringForList(inputSchema: unknown, args: Readonly<Record<string, unknown>>): boolean {
  const { properties } = isObject(inputSchema) ? inputSchema : {};
  if (!isObject(properties)) return false;
  return Object.entries(args).some(([name, value]) => {
    const schema = typeof value === 'string' && Object.hasOwn(properties, name) ? properties[name] : undefined;
    return isObject(schema) && isOptionalList(schema);
  });
}

function isOptionalList({ anyOf }: Readonly<Record<string, unknown>>): boolean {
  if (!Array.isArray(anyOf)) return false;
  const types = anyOf.flatMap((one) => (isObject(one) ? typesOf(one) : []));
  return types.includes('null') && (types.includes('array') || types.includes('object'));
}
