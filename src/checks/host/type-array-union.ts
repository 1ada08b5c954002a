import { hostCheck } from './host-check.ts';
import { schemaNodes } from './schema-nodes.ts';

export const typeArrayUnion = hostCheck({
  id: 'type-array-union',
  level: 'info',
  title: 'A schema has a list of types.',
  hint: 'Give one type, and leave an optional property out of "required" instead of allowing null.',
  told: '"type" is a list, and gateways and clients of Gemini that take only one type drop the tool',
  faultsOf: ({ inputSchema }) =>
    schemaNodes(inputSchema, '/inputSchema').flatMap(({ schema, where }) =>
      Array.isArray(schema['type']) ? [{ where: `${where}/type` }] : [],
    ),
});
