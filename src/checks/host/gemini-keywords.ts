import { hostCheck } from './host-check.ts';
import { schemaNodes } from './schema-nodes.ts';

/** $schema, additionalProperties and $ref are left out: nearly every server has them, and clients of Gemini deal with them. */
const UNKNOWN = ['exclusiveMinimum', 'exclusiveMaximum', 'const', 'oneOf', 'allOf', 'not', 'patternProperties'];

export const geminiKeywords = hostCheck({
  id: 'gemini-keywords',
  level: 'info',
  title: 'A schema has keywords that the API of Gemini does not know.',
  hint: 'Say it in simpler words: minimum instead of exclusiveMinimum, a one-element enum instead of const.',
  told: "the inputSchema has keywords that Gemini's API does not know",
  faultsOf: ({ inputSchema }) =>
    schemaNodes(inputSchema, '/inputSchema').flatMap(({ schema, where }) =>
      UNKNOWN.filter((key) => schema[key] !== undefined).map((key) => ({ where: `${where}/${key}`, what: key })),
    ),
});
