/** One way through the browser: discovery, who we are, the user's consent, the code, the tokens. */
import { auth, exchangeAuthorization, type OAuthServerInfo } from '@modelcontextprotocol/sdk/client/auth.js';
import type { Secret } from '../../model.ts';
import type { StopSignal } from '../../stopping.ts';
import { BrowserProvider, type KnownClient } from './browser-provider.ts';
import type { Callback } from './callback.ts';
import { type Discovered, discover } from './discovery.ts';
import { type Login, withTokens } from './login.ts';
import { checkAnswer } from './redirect-answer.ts';
import { scopeFor } from './scopes.ts';
import type { Means } from './token-source.ts';
import { wordsOf } from './words.ts';

interface Tools extends Omit<Means, 'serverUrl'> {
  readonly callback: Callback;
  readonly giveUp: StopSignal;
}

interface Asked {
  readonly url: string;
  readonly client?: KnownClient;
  readonly scope: string | undefined;
}

export interface Telling {
  /** Is told of every token and code before it is used. */
  readonly secret: (secret: Secret) => void;
  /** The page for the user's browser. */
  readonly page: (url: string) => void;
  readonly note: (text: string) => void;
}

/** Throws what the user has to know. */
export async function authorize({ url, client, scope: wanted }: Asked, tell: Telling, tools: Tools): Promise<Login> {
  const info = await discover({ serverUrl: url, ...tools });
  for (const note of oddities(info)) tell.note(note);
  const scope = scopeFor(wanted, info);
  const provider = new BrowserProvider(info, tools.callback.url, client);
  await begin(provider, url, scope, info, tools);
  const page = pageOf(provider);
  const answering = tools.callback.wait(provider.state(), tools.giveUp);
  tell.page(page.href);
  const { params, show } = await answering;
  try {
    const code = checkAnswer(params, info);
    tell.secret({ name: 'authorization code', value: code });
    const login = await exchange({ provider, info, code, scope, url, page }, tools);
    show('You are logged in. This window may be closed.');
    return login;
  } catch (error) {
    show('The login failed: mcp-smoke says why in its terminal. This window may be closed.');
    throw error;
  }
}

/** Registers us where that is needed, and makes the address of the page. */
async function begin(
  provider: BrowserProvider,
  serverUrl: string,
  scope: string | undefined,
  info: OAuthServerInfo,
  { fetchFn }: Tools,
): Promise<void> {
  const mustRegister = provider.clientInformation() === undefined && provider.clientMetadataUrl === undefined;
  const metadata = info.authorizationServerMetadata;
  if (mustRegister && metadata && metadata['registration_endpoint'] === undefined)
    throw new Error(noRegistration(info));
  await auth(provider, { serverUrl, fetchFn, ...(scope === undefined ? {} : { scope }) }).catch((error: unknown) => {
    throw new Error(
      metadata
        ? `${info.authorizationServerUrl} does not take us as a client: ${wordsOf(error)}`
        : nothingFound(info, error),
    );
  });
}

function noRegistration({ authorizationServerUrl, authorizationServerMetadata }: OAuthServerInfo): string {
  const takesDocuments = authorizationServerMetadata?.['client_id_metadata_document_supported'] === true;
  return (
    `clients cannot register themselves with ${authorizationServerUrl}: name one that it knows with --client-id` +
    ' (and --client-secret, --port where its redirect URI has one)' +
    (takesDocuments ? ', or the https URL of a client metadata document' : '')
  );
}

function nothingFound({ authorizationServerUrl }: OAuthServerInfo, error: unknown): string {
  return (
    'nothing says how to log in: there is no authorization server metadata (RFC 8414), nor do the addresses of MCP 2025-03-26 ' +
    `answer at ${authorizationServerUrl} (${wordsOf(error)})`
  );
}

/** What hosts that keep to the letter stop at. */
function oddities({
  authorizationServerMetadata: metadata,
  authorizationServerUrl,
  resourceMetadata,
}: OAuthServerInfo) {
  const found: string[] = [];
  if (!resourceMetadata) found.push('the server has no protected resource metadata (RFC 9728)');
  if (metadata && metadata.code_challenge_methods_supported === undefined)
    found.push(
      `the metadata of ${authorizationServerUrl} names no code_challenge_methods_supported: hosts may refuse to log in (MCP 2025-11-25)`,
    );
  return found;
}

/** It goes to the user's browser, and comes from the server's metadata. */
function pageOf({ authorizationUrl }: BrowserProvider): URL {
  if (!authorizationUrl) throw new Error('the authorization server has no page to log in');
  if (/^https?:$/.test(authorizationUrl.protocol)) return authorizationUrl;
  throw new Error(`the authorization endpoint is no http(s) URL: ${authorizationUrl.protocol}`);
}

interface Granted {
  readonly provider: BrowserProvider;
  readonly info: Discovered;
  readonly code: string;
  readonly scope: string | undefined;
  readonly url: string;
  readonly page: URL;
}

async function exchange({ provider, info, code, scope, url, page }: Granted, { fetchFn }: Tools): Promise<Login> {
  const { authorizationServerUrl: issuer, authorizationServerMetadata: metadata } = info;
  const { client } = provider;
  // The one that the page was asked with.
  const resource = page.searchParams.get('resource');
  const tokens = await exchangeAuthorization(issuer, {
    clientInformation: client,
    authorizationCode: code,
    codeVerifier: provider.codeVerifier(),
    redirectUri: provider.redirectUrl,
    fetchFn,
    ...(metadata ? { metadata } : {}),
    ...(resource === null ? {} : { resource }),
  }).catch((error: unknown) => {
    throw new Error(`the authorization server gave no token for the code: ${wordsOf(error)}`);
  });
  const kept = { serverUrl: url, issuer, client: clientOf(client) };
  const more = { ...(scope === undefined ? {} : { scope }), ...(resource === null ? {} : { resource }) };
  return withTokens({ ...kept, ...more }, tokens);
}

/** Of all that the registration has answered, what a refresh needs. */
function clientOf({ client_id, client_secret, token_endpoint_auth_method }: BrowserProvider['client']) {
  return {
    client_id,
    ...(client_secret === undefined ? {} : { client_secret }),
    ...(token_endpoint_auth_method === undefined ? {} : { token_endpoint_auth_method }),
  };
}
