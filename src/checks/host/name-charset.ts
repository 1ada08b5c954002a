import { SPEC } from '../spec.ts';
import { hostCheck } from './host-check.ts';

/** What the APIs of Anthropic and OpenAI take. MCP allows the dot too. */
const TAKEN = /^[A-Za-z0-9_-]*$/;

export const nameCharset = hostCheck({
  id: 'name-charset',
  level: 'warning',
  title: 'A tool has a name with characters that hosts refuse.',
  hint: 'Use only letters, digits, "_" and "-" in the names of tools.',
  spec: SPEC.toolNames,
  told: 'the name has characters other than letters, digits, "_" and "-", which the APIs of Anthropic and OpenAI refuse',
  faultsOf: ({ name }) => (typeof name === 'string' && !TAKEN.test(name) ? [{ where: '/name' }] : []),
});
