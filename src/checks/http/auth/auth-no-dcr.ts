import { SPEC } from '../../spec.ts';
import { metadataRule } from './metadata-rule.ts';

export const authNoDcr = metadataRule(
  {
    id: 'auth-no-dcr',
    level: 'info',
    title: 'Clients cannot register themselves with the authorization server.',
    hint: 'Legal: but hosts that have no client id for it need registration_endpoint (RFC 7591) or client id metadata documents.',
    spec: SPEC.authorization,
  },
  ({ server }) => {
    if (server?.status !== 200 || server.registers) return undefined;
    return { message: `The authorization server ${server.issuer} offers no registration of clients.` };
  },
);
