import { SPEC } from '../spec.ts';
import { hostCheck } from './host-check.ts';

const MOST = 64;

export const nameLength = hostCheck({
  id: 'name-length',
  level: 'warning',
  title: 'A tool has a name that is too long for hosts.',
  hint: 'Keep the names of tools short: hosts put the name of the server before it, and refuse more than 60 or 64 characters.',
  spec: SPEC.toolNames,
  told: `the name is longer than ${MOST} characters, which hosts refuse`,
  faultsOf: ({ name }) => (typeof name === 'string' && name.length > MOST ? [{ where: '/name' }] : []),
});
