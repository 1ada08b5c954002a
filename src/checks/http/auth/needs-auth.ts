import type { Authorization, HttpExchange } from '../../../model.ts';
import type { Note } from '../../check.ts';
import { clip, quoted } from '../../evidence.ts';
import { SPEC } from '../../spec.ts';
import { httpRule, type Told } from '../http-rule.ts';

const PROBE =
  'Name a variable that holds the header: --header Authorization=MY_AUTH, with "Bearer " and the token in $MY_AUTH.';
const NO_SCHEME = 'What was sent as Authorization is a token alone: write "Bearer " before it';

export const needsAuth = httpRule(
  {
    id: 'needs-auth',
    level: 'error',
    about: 'access',
    title: 'The server wants credentials, or refuses those that it was given.',
    hint: 'Set server.headers, such as Authorization: "Bearer ${env:TOKEN}", or server.auth for OAuth client credentials.',
    probeHint: PROBE,
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

function hint(
  http: HttpExchange,
  authorization: Authorization | undefined,
): Pick<Note, 'hint' | 'probeHint'> | undefined {
  if (http.credentialsFailure !== undefined) return { hint: GRANT };
  if (http.lacksScheme)
    return {
      hint: `${NO_SCHEME}, in server.headers: Authorization: "Bearer \${env:TOKEN}".`,
      probeHint: `${NO_SCHEME}, in the variable that --header names.`,
    };
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
    probeHint: PROBE,
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
