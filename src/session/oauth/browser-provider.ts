/** The official SDK's flow up to the page that the user is sent to. */
import { randomBytes } from 'node:crypto';
import type { OAuthClientProvider, OAuthServerInfo } from '@modelcontextprotocol/sdk/client/auth.js';
import type { OAuthClientMetadata } from '@modelcontextprotocol/sdk/shared/auth.js';
import type { Client } from './login.ts';

/** A client that is known to the authorization server already, or the https URL of its metadata document. */
export interface KnownClient {
  readonly id: string;
  readonly secret?: string;
}

export class BrowserProvider implements OAuthClientProvider {
  readonly clientMetadata: OAuthClientMetadata;
  readonly clientMetadataUrl?: string;
  authorizationUrl: URL | undefined;
  readonly #state = randomBytes(24).toString('base64url');
  #client: Client | undefined;
  #verifier = '';

  constructor(
    private readonly info: OAuthServerInfo,
    readonly redirectUrl: string,
    known?: KnownClient,
  ) {
    this.clientMetadata = clientMetadata(redirectUrl, authMethod(info));
    if (known && isDocument(known, info)) this.clientMetadataUrl = known.id;
    else if (known) this.#client = { client_id: known.id, ...(known.secret ? { client_secret: known.secret } : {}) };
  }

  get client(): Client {
    return this.#client!;
  }

  state(): string {
    return this.#state;
  }

  discoveryState(): OAuthServerInfo {
    return this.info;
  }

  clientInformation() {
    return this.#client;
  }

  saveClientInformation(client: Client): void {
    this.#client = client;
  }

  /** Every login is a new one. */
  tokens(): undefined {}

  saveTokens(): void {}

  redirectToAuthorization(url: URL): void {
    this.authorizationUrl = url;
  }

  saveCodeVerifier(verifier: string): void {
    this.#verifier = verifier;
  }

  codeVerifier(): string {
    return this.#verifier;
  }
}

/** A URL is one where the authorization server reads such documents, else it is an id like any other. */
function isDocument({ id }: KnownClient, { authorizationServerMetadata }: OAuthServerInfo): boolean {
  return id.startsWith('https://') && authorizationServerMetadata?.['client_id_metadata_document_supported'] === true;
}

/** RFC 7591, section 2: a native application (RFC 8252). */
function clientMetadata(redirectUrl: string, token_endpoint_auth_method: string): OAuthClientMetadata {
  const native = { application_type: 'native' };
  return {
    ...native,
    client_name: 'mcp-smoke',
    redirect_uris: [redirectUrl],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method,
  };
}

/** We can keep no secret that all copies of us share, but one of our own is as good as a token. */
function authMethod({ authorizationServerMetadata }: OAuthServerInfo): string {
  const methods = authorizationServerMetadata?.token_endpoint_auth_methods_supported ?? ['none'];
  return ['none', 'client_secret_basic', 'client_secret_post'].find((method) => methods.includes(method)) ?? 'none';
}
