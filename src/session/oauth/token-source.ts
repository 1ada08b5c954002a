/** An access token for every request, and a new one when the server refuses it; where from is the matter of a grant. */
import { extractWWWAuthenticateParams } from '@modelcontextprotocol/sdk/client/auth.js';
import type { HttpServer, Secret } from '../../model.ts';
import type { Credentials } from '../../wire/credentials.ts';
import type { Fetch } from '../../wire/fetch.ts';
import { connectorFor } from '../../wire/http-connector.ts';
import type { Reply } from '../../wire/http-request.ts';
import { carefulFetch } from './careful-fetch.ts';
import { wordsOf } from './words.ts';

/** A server that refuses every token must not make us fetch tokens without end. */
const MOST_TOKENS = 20;

/** Is told every token and proof before it is used: they are secrets from then on. */
export type OnSecret = (secret: Secret) => void;

/** What a grant may use to get a token. */
export interface Means {
  readonly serverUrl: string;
  /** Where the refusal says that the metadata of the server is (RFC 9728, section 5.1). */
  readonly resourceMetadataUrl: URL | undefined;
  readonly fetchFn: Fetch;
}

export interface Grant {
  /** URLs that the user named: their hosts may be asked over http. */
  readonly named: readonly string[];
  /** A new access token, after `refused`. Throws what the user has to know. */
  obtain(means: Means, refused: string | undefined): Promise<string | undefined>;
}

type Refusal = Pick<Reply, 'headers'>;

export class TokenSource implements Credentials {
  failure: string | undefined;
  #token: string | undefined;
  #renewing: Promise<boolean> | undefined;
  #tokens = 0;

  /** `token`: what is there to begin with; `loginUrl`: where a login of the user's would help. */
  constructor(
    private readonly server: HttpServer,
    private readonly grant: Grant,
    private readonly onSecret: OnSecret,
    token?: string,
    readonly loginUrl?: string,
  ) {
    if (token !== undefined) this.#use(token);
  }

  get authorization(): string | undefined {
    return this.#token === undefined ? undefined : `Bearer ${this.#token}`;
  }

  /** Requests that are refused at the same time share one token. */
  async renew(refused: Refusal, used: string | undefined): Promise<boolean> {
    if (this.authorization !== used) return true;
    this.#renewing ??= this.#obtain(refused).finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #obtain(refused: Refusal): Promise<boolean> {
    if (this.#tokens++ >= MOST_TOKENS) return false;
    const connector = connectorFor(this.server);
    try {
      const fetchFn = carefulFetch(connector, [this.server.url, ...this.grant.named]);
      const { resourceMetadataUrl } = challengeOf(refused);
      const token = await this.grant.obtain({ serverUrl: this.server.url, resourceMetadataUrl, fetchFn }, this.#token);
      if (token === undefined) return false;
      this.#use(token);
      return true;
    } catch (error) {
      this.failure = wordsOf(error);
      return false;
    } finally {
      connector.destroy();
    }
  }

  #use(token: string): void {
    this.onSecret({ name: 'access token', value: token });
    this.#token = token;
    this.failure = undefined;
  }
}

/** `WWW-Authenticate` of a refusal (RFC 6750, section 3; RFC 9728, section 5.1). */
export function challengeOf({ headers }: Refusal): ReturnType<typeof extractWWWAuthenticateParams> {
  const words = headers['www-authenticate'] ?? '';
  return extractWWWAuthenticateParams(new Response(null, { status: 401, headers: { 'www-authenticate': words } }));
}
