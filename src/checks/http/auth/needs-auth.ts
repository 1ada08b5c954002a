import type { Authorization, HttpExchange } from '../../../model.ts';
import { clip, quoted } from '../../evidence.ts';
import { SPEC } from '../../spec.ts';
import { httpRule, type Told } from '../http-rule.ts';

export const needsAuth = httpRule(
  {
    id: 'needs-auth',
    level: 'error',
    about: 'access',
    title: 'The server wants credentials, or refuses those that it was given.',
    plain: 'The server asks for credentials that it was not given, or refuses them.',
    hint: 'Set server.headers, such as Authorization: "Bearer ${env:TOKEN}", or server.auth for OAuth client credentials.',
    spec: SPEC.authorization,
  },
  (told) => {
    const { authorization } = told.around;
    const evidence = [...(authorization ? facts(authorization) : challenge(told.http)), ...bodyLine(told)].join('\n');
    return {
      message: `${told.what}: the server ${verdict(told.http)} (HTTP status ${told.http.status}).`,
      ...(hint(told.http, authorization) ?? {}),
      ...(evidence === '' ? {} : { evidence: clip(evidence, 1500) }),
    };
  },
);

/** No credentials, refused ones and expired ones are three different things to do. */
function verdict(http: HttpExchange): string {
  if (http.credentialsFailure !== undefined)
    return `wants credentials, and none could be got: ${clip(http.credentialsFailure, 400)}`;
  if (!http.hadCredentials) return 'wants credentials, and none were sent';
  if (http.credentialsEnded !== undefined) return `refused the credentials, which ended at ${http.credentialsEnded}`;
  const said = `${http.headers['www-authenticate'] ?? ''} ${http.bodyExcerpt}`;
  if (/insufficient_scope/.test(said)) return 'wants a wider scope than the credentials have';
  return /\bexpired\b/i.test(said)
    ? 'says that the credentials have expired'
    : 'refused the credentials that were sent';
}

const GRANT =
  'Check server.auth.clientCredentials: the issuer must be the authorization server that the metadata of the server names, ' +
  'and it must know the client and its secret or key.';

function hint(http: HttpExchange, authorization: Authorization | undefined): { hint: string } | undefined {
  if (http.credentialsFailure !== undefined) return { hint: GRANT };
  if (http.hadCredentials) {
    const scope = /\bscope="([^"]{1,200})"/.exec(http.headers['www-authenticate'] ?? '')?.[1];
    const wanted = scope === undefined ? '' : ` It asks for the scope ${JSON.stringify(scope)}.`;
    return { hint: `Renew the credentials, and check that they are meant for this server.${wanted}` };
  }
  const server = authorization?.server;
  if (!server?.grants?.includes('client_credentials')) return undefined;
  return {
    hint:
      `For CI: server.auth.clientCredentials with issuer ${server.issuer}, clientId and clientSecret; ` +
      'or a token of your own in server.headers.',
  };
}

function facts({ challenge: words, resource, server }: Authorization): string[] {
  return [
    ...challenge({ headers: words === undefined ? {} : { 'www-authenticate': words } }),
    resource
      ? `protected resource metadata: ${resource.url} (${statusWords(resource.status)})`
      : 'protected resource metadata: none found',
    ...(server
      ? [
          `authorization server: ${server.issuer} (metadata: ${statusWords(server.status)}; grants: ${server.grants?.join(', ') ?? 'not said'})`,
        ]
      : []),
  ];
}

function challenge({ headers }: Pick<HttpExchange, 'headers'>): string[] {
  return headers['www-authenticate'] === undefined ? [] : [`WWW-Authenticate: ${headers['www-authenticate']}`];
}

function statusWords(status: number): string {
  return status === 0 ? 'could not be fetched' : `HTTP status ${status}`;
}

function bodyLine({ http }: Told): string[] {
  return http.bodyExcerpt.trim() === '' ? [] : [`body: ${quoted(http.bodyExcerpt, 300)}`];
}
