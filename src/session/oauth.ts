/** OAuth client credentials through the official SDK's providers; loaded only when a file has them. */
import { extractWWWAuthenticateParams, auth as obtain } from '@modelcontextprotocol/sdk/client/auth.js';
import { ClientCredentialsProvider, PrivateKeyJwtProvider } from '@modelcontextprotocol/sdk/client/auth-extensions.js';
import type { ClientCredentials, HttpServer } from '../model.ts';
import { type Fetch, fetchOver } from '../wire/fetch.ts';
import type { Credentials } from '../wire/http-client.ts';
import { connectorFor } from '../wire/http-connector.ts';
import type { Reply } from '../wire/http-request.ts';

const TIMEOUT_MS = 15_000;
/** A server that refuses every token must not make us fetch tokens without end. */
const MOST_TOKENS = 20;

/** `onToken` is told every token before it is used: it is a secret. */
export function clientCredentials(
  server: HttpServer,
  auth: ClientCredentials,
  onToken: (token: string) => void,
): Credentials {
  return new TokenSource(server, auth, onToken);
}

class TokenSource implements Credentials {
  authorization: string | undefined;
  failure: string | undefined;
  readonly #provider: ClientCredentialsProvider | PrivateKeyJwtProvider;
  #renewing: Promise<boolean> | undefined;
  #tokens = 0;

  constructor(
    private readonly server: HttpServer,
    private readonly auth: ClientCredentials,
    private readonly onToken: (token: string) => void,
  ) {
    this.#provider = providerFor(auth);
  }

  /** Requests that are refused at the same time share one token. */
  async renew(refused: Pick<Reply, 'headers'>, used: string | undefined): Promise<boolean> {
    if (this.authorization !== used) return true;
    this.#renewing ??= this.#obtain(refused).finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #obtain(refused: Pick<Reply, 'headers'>): Promise<boolean> {
    if (this.#tokens++ >= MOST_TOKENS) return false;
    const challenge = new Response(null, { status: 401, headers: pick(refused.headers, 'www-authenticate') });
    const connector = connectorFor(this.server);
    try {
      const { resourceMetadataUrl } = extractWWWAuthenticateParams(challenge);
      const fetchFn = this.#careful(fetchOver(connector));
      await obtain(this.#provider, { serverUrl: this.server.url, resourceMetadataUrl, fetchFn });
    } catch (error) {
      this.failure = words(error);
      return false;
    } finally {
      connector.destroy();
    }
    const token = this.#provider.tokens()?.access_token;
    if (token === undefined) return false;
    this.onToken(token);
    this.authorization = `Bearer ${token}`;
    this.failure = undefined;
    return true;
  }

  /** Metadata decides where we are sent: nothing but https, or the hosts that the user named, is asked. */
  #careful(fetchFn: Fetch): Fetch {
    const hosts = [this.server.url, this.auth.issuer].map((url) => new URL(url).hostname);
    return (url, init) => {
      const { protocol, hostname, origin } = new URL(url);
      if (protocol !== 'https:' && !hosts.includes(hostname))
        throw new Error(`${origin} is not asked: it is neither https nor a host of the smoke file`);
      return fetchFn(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    };
  }
}

function providerFor({
  issuer: expectedIssuer,
  clientId,
  clientSecret,
  privateKey,
  algorithm,
  scope,
}: ClientCredentials) {
  const common = { clientId, expectedIssuer, clientName: 'mcp-smoke', ...(scope === undefined ? {} : { scope }) };
  return privateKey === undefined
    ? new ClientCredentialsProvider({ ...common, clientSecret: clientSecret ?? '' })
    : new PrivateKeyJwtProvider({ ...common, privateKey, algorithm });
}

/** What the SDK throws: an OAuth error with its code, or a sentence. */
function words(error: unknown): string {
  const { errorCode, message, code } = error as { errorCode?: string; message?: string; code?: string };
  return [errorCode ?? code, message].filter(Boolean).join(': ') || 'no reason given';
}

function pick(headers: Readonly<Record<string, string>>, name: string): Record<string, string> {
  return headers[name] === undefined ? {} : { [name]: headers[name] };
}
