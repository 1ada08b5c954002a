import { SPEC } from '../../spec.ts';
import { metadataRule } from './metadata-rule.ts';

export const authPrm404 = metadataRule(
  {
    id: 'auth-prm-404',
    level: 'warning',
    title: 'Metadata that the server refers to is not there.',
    hint: 'Serve the document at the place that is named (RFC 9728, RFC 8414), without credentials, and let proxies pass /.well-known/ on.',
    spec: SPEC.authorization,
  },
  ({ resource, server }) => {
    if (resource?.named && resource.status !== 200) return missing('protected resource metadata', resource);
    return server && server.status !== 200 ? missing('authorization server metadata', server) : undefined;
  },
);

function missing(what: string, { url, status }: { url: string; status: number }) {
  return {
    message: `The ${what} at ${url} ${status === 0 ? 'cannot be fetched' : `is answered with HTTP status ${status}`}.`,
  };
}
