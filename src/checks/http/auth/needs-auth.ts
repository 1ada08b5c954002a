import type { Authorization, HttpExchange } from '../../../model.ts';
import { quoteWord } from '../../../text/command-line.ts';
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
    plain: 'The server asks for credentials that it was not given, or refuses them.',
    hint: 'Set server.headers, such as Authorization: "Bearer ${env:TOKEN}", or server.auth: OAuth in the browser, by client credentials or by a refresh token.',
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
  if (isTooNarrow(http)) return 'wants a wider scope than the credentials have';
  return /\bexpired\b/i.test(`${http.headers['www-authenticate'] ?? ''} ${http.bodyExcerpt}`)
    ? 'says that the credentials have expired'
    : 'refused the credentials that were sent';
}

const GRANT =
  'Check server.auth: the issuer must be the authorization server that the metadata of the server names, ' +
  'and it must know the client, and its secret, key or refresh token. One that is replaced at every use serves only once.';

function hint(
  http: HttpExchange,
  authorization: Authorization | undefined,
): Pick<Note, 'hint' | 'probeHint'> | undefined {
  if (http.loginUrl !== undefined) return { hint: loginHint(http, http.loginUrl) };
  if (http.credentialsFailure !== undefined) return { hint: GRANT };
  if (http.lacksScheme)
    return {
      hint: `${NO_SCHEME}, in server.headers: Authorization: "Bearer \${env:TOKEN}".`,
      probeHint: `${NO_SCHEME}, in the variable that --header names.`,
    };
  if (http.hadCredentials) {
    const scope = scopeOf(http);
    const wanted = scope === undefined ? '' : ` It asks for the scope ${JSON.stringify(scope)}.`;
    return { hint: `Renew the credentials, and check that they are meant for this server.${wanted}` };
  }
  return authorization?.server && wayIn(authorization.server, authorization.serverUrl);
}

function wayIn(
  server: NonNullable<Authorization['server']>,
  url: string,
): Pick<Note, 'hint' | 'probeHint'> | undefined {
  const forCi = server.grants?.includes('client_credentials')
    ? [
        `For CI: server.auth.clientCredentials with issuer ${server.issuer}, clientId and clientSecret; or a token of your own in server.headers.`,
      ]
    : [];
  // Its default (RFC 8414, section 2).
  const inBrowser =
    server.status === 200 && (server.grants ?? ['authorization_code']).includes('authorization_code')
      ? [`Log in in the browser: ${loginCommand(url)}, then server.auth: { login: true }, or probe --login.`]
      : [];
  const hints = [...inBrowser, ...forCi];
  return hints.length === 0 ? undefined : { hint: hints.join(' '), probeHint: [...inBrowser, PROBE].join(' ') };
}

/** The one command that helps. */
function loginHint(http: HttpExchange, url: string): string {
  const scope = isTooNarrow(http) ? scopeOf(http) : undefined;
  return `Log in: ${loginCommand(url)}${scope === undefined ? '' : ` --scope ${quoteWord(scope)}`}`;
}

function loginCommand(url: string): string {
  return `mcp-smoke login ${quoteWord(url)}`;
}

function isTooNarrow({ headers, bodyExcerpt }: HttpExchange): boolean {
  return /insufficient_scope/.test(`${headers['www-authenticate'] ?? ''} ${bodyExcerpt}`);
}

function scopeOf({ headers }: HttpExchange): string | undefined {
  return /\bscope="([^"]{1,200})"/.exec(headers['www-authenticate'] ?? '')?.[1];
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
