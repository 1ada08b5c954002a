import { SPEC } from '../../spec.ts';
import { metadataRule } from './metadata-rule.ts';

export const authNoMetadata = metadataRule(
  {
    id: 'auth-no-metadata',
    level: 'warning',
    title: 'The server does not say where to get credentials.',
    hint: 'Answer 401 with WWW-Authenticate: Bearer resource_metadata="…", or serve /.well-known/oauth-protected-resource: without it hosts cannot log in.',
    spec: SPEC.authorization,
  },
  ({ resource, challenge }) => {
    if (resource) return undefined;
    const message = 'The refusal names no resource_metadata, and there is none at its well-known places.';
    return { message, ...(challenge === undefined ? {} : { evidence: `WWW-Authenticate: ${challenge}` }) };
  },
);
