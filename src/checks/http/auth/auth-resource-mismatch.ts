import { SPEC } from '../../spec.ts';
import { metadataRule } from './metadata-rule.ts';

export const authResourceMismatch = metadataRule(
  {
    id: 'auth-resource-mismatch',
    level: 'error',
    otherLevels: ['warning'],
    title: 'The protected resource metadata is about another URL.',
    hint: 'Let "resource" be the URL that clients use, to the letter (scheme, host, path, no slash more or less): strict clients refuse to log in otherwise.',
    spec: SPEC.authorization,
  },
  ({ serverUrl, resource }) => {
    const named = resource?.resource;
    if (named === undefined || bare(named) === bare(serverUrl)) return undefined;
    const message = `The metadata says "resource": ${JSON.stringify(named)}, and the server is used at ${serverUrl}.`;
    // The official client takes a parent path; other clients do not.
    return isParent(named, serverUrl) ? { message, level: 'warning' } : { message };
  },
);

/** As written, without what is not part of the resource (RFC 9728, section 3.3 asks for equality). */
function bare(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, pathname, search } = new URL(url);
  return `${origin}${pathname === '/' ? '' : pathname}${search}`;
}

function isParent(resource: string, serverUrl: string): boolean {
  if (!URL.canParse(resource)) return false;
  const [parent, child] = [new URL(resource), new URL(serverUrl)];
  const folder = (path: string) => (path.endsWith('/') ? path : `${path}/`);
  return parent.origin === child.origin && folder(child.pathname).startsWith(folder(parent.pathname));
}
