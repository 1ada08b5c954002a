import { isObject } from '../json-kind.ts';
import { hostCheck } from './host-check.ts';
import { escapePointer, schemaNodes } from './schema-nodes.ts';

/** What the API of Anthropic takes. */
const TAKEN = /^[\w.-]{1,64}$/;

export const propNameLong = hostCheck({
  id: 'prop-name-long',
  level: 'warning',
  title: 'A property has a name that is too long for hosts, or has characters that they refuse.',
  hint: 'Use at most 64 letters, digits, "_", "." and "-" in the names of properties.',
  told: 'a property has a name longer than 64 characters, or with others than letters, digits, "_", "." and "-", which Anthropic\'s API and Cursor refuse',
  faultsOf: ({ inputSchema }) =>
    schemaNodes(inputSchema, '/inputSchema').flatMap(({ schema, where }) =>
      namesIn(schema['properties']).map((name) => ({
        where: `${where}/properties/${escapePointer(name)}`,
        what: JSON.stringify(name),
      })),
    ),
});

function namesIn(properties: unknown): string[] {
  return isObject(properties) ? Object.keys(properties).filter((name) => !TAKEN.test(name)) : [];
}
