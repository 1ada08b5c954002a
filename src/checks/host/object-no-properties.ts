import { isObject } from '../../json/kind.ts';
import { hostCheck } from './host-check.ts';

export const objectNoProperties = hostCheck({
  id: 'object-no-properties',
  level: 'info',
  title: 'An inputSchema has no properties, not even an empty map of them.',
  hint: 'For a tool without arguments write {"type":"object","properties":{}}.',
  told: 'the inputSchema has no "properties", and some users of OpenAI\'s API get "object schema missing properties"',
  faultsOf: ({ inputSchema }) =>
    isObject(inputSchema) && inputSchema['type'] === 'object' && inputSchema['properties'] === undefined
      ? [{ where: '/inputSchema' }]
      : [],
});
