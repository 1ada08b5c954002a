import { hostCheck } from './host-check.ts';
import { schemaNodes, typesOf } from './schema-nodes.ts';

export const arrayNoItems = hostCheck({
  id: 'array-no-items',
  level: 'warning',
  title: 'A schema has an array and does not say what is in it.',
  hint: 'Give the array "items" (a tuple becomes prefixItems, which hosts do not read: use a list or an object instead).',
  told: 'an array has no "items", and OpenAI, Gemini and VS Code refuse the tool',
  faultsOf: ({ inputSchema }) =>
    schemaNodes(inputSchema, '/inputSchema').flatMap(({ schema, where }) =>
      typesOf(schema).includes('array') && schema['items'] === undefined ? [{ where }] : [],
    ),
});
