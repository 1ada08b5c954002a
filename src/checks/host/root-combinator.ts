import { isObject } from '../../json/kind.ts';
import { hostCheck } from './host-check.ts';

const COMBINATORS = ['anyOf', 'oneOf', 'allOf'];

export const rootCombinator = hostCheck({
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
});
