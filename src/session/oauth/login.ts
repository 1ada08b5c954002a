/** A login: who we are to one authorization server, and the tokens that it gave us for one MCP server. */

export interface Login {
  /** The MCP server that it is for. */
  readonly serverUrl: string;
  /** The authorization server that the tokens came from: they are sent back to no other. */
  readonly issuer: string;
  /** The token endpoint, where the user has named it. */
  readonly tokenUrl?: string;
  readonly client: Client;
  readonly accessToken?: string;
  readonly refreshToken?: string;
  /** When the access token ends, where that was said; ISO 8601. */
  readonly expiresAt?: string;
  /** As it was granted, or asked for where that was not said. */
  readonly scope?: string;
  /** The resource indicator that was sent (RFC 8707). */
  readonly resource?: string;
}

/** The names of OAuth (RFC 7591, section 3.2.1). */
export interface Client {
  readonly client_id: string;
  readonly client_secret?: string;
  readonly token_endpoint_auth_method?: string;
}

/** What a token endpoint answers (RFC 6749, section 5.1), as far as it is kept. */
interface Tokens {
  readonly access_token: string;
  readonly refresh_token?: string | undefined;
  readonly expires_in?: number | undefined;
  readonly scope?: string | undefined;
}

/** The login with new tokens in the place of its own. */
export function withTokens(login: Login, tokens: Tokens): Login {
  const { accessToken, expiresAt, ...rest } = login;
  return {
    ...rest,
    accessToken: tokens.access_token,
    ...(tokens.refresh_token === undefined ? {} : { refreshToken: tokens.refresh_token }),
    ...(tokens.expires_in === undefined
      ? {}
      : { expiresAt: new Date(Date.now() + tokens.expires_in * 1000).toISOString() }),
    ...(tokens.scope === undefined ? {} : { scope: tokens.scope }),
  };
}

export function isOver({ expiresAt }: Login): boolean {
  return expiresAt !== undefined && Date.parse(expiresAt) <= Date.now();
}
