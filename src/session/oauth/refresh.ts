/** A login that is used until it ends, and then renewed by its refresh token (RFC 6749, section 6). */
import { refreshAuthorization } from '@modelcontextprotocol/sdk/client/auth.js';
import type { AuthorizationServerMetadata } from '@modelcontextprotocol/sdk/shared/auth.js';
import { metadataOf, resourceOf } from './discovery.ts';
import { isOver, type Login, withTokens } from './login.ts';
import type { Grant, Means, OnSecret } from './token-source.ts';
import { inTurn } from './turns.ts';
import { wordsOf } from './words.ts';

/** Where a login is between its uses. */
export interface Keeping {
  readonly name: string;
  read(): Promise<Login | undefined>;
  write(login: Login): Promise<void>;
}

export function refreshGrant(keeping: Keeping, named: readonly string[], onSecret: OnSecret): Grant {
  return {
    named,
    obtain: (means, refused) => inTurn(keeping.name, () => renew(keeping, means, refused, onSecret)),
  };
}

async function renew(keeping: Keeping, means: Means, refused: string | undefined, onSecret: OnSecret) {
  const login = await keeping.read();
  if (!login) throw new Error('there is no login for this server here');
  tellSecrets(login, onSecret);
  // Another suite, or another run, has renewed it.
  if (login.accessToken !== refused && !isOver(login)) return login.accessToken;
  try {
    const renewed = await refreshed(login, means);
    tellSecrets(renewed, onSecret);
    await keeping.write(renewed);
    return renewed.accessToken;
  } catch (error) {
    const later = await keeping.read();
    if (later?.accessToken === undefined || later.refreshToken === login.refreshToken) throw error;
    return later.accessToken;
  }
}

async function refreshed(login: Login, means: Means): Promise<Login> {
  const { issuer, client, refreshToken } = login;
  if (refreshToken === undefined) throw new Error('the login has ended, and no refresh token came with it');
  const metadata = login.tokenUrl === undefined ? await metadataOf(issuer, means.fetchFn) : at(issuer, login.tokenUrl);
  const resource = login.resource ?? (await resourceOf(means));
  const tokens = await refreshAuthorization(issuer, {
    clientInformation: client,
    refreshToken,
    fetchFn: means.fetchFn,
    ...(metadata ? { metadata } : {}),
    ...(resource === undefined ? {} : { resource }),
  }).catch((error: unknown) => {
    throw new Error(`the refresh token was refused: ${wordsOf(error)}`);
  });
  return withTokens(login, tokens);
}

/** All that a refresh looks at. */
function at(issuer: string, token_endpoint: string): AuthorizationServerMetadata {
  return { issuer, token_endpoint, authorization_endpoint: issuer, response_types_supported: ['code'] };
}

export function tellSecrets({ accessToken, refreshToken, client }: Login, onSecret: OnSecret): void {
  const secrets = {
    'access token': accessToken,
    'refresh token': refreshToken,
    'client secret': client.client_secret,
  };
  for (const [name, value] of Object.entries(secrets)) if (value !== undefined) onSecret({ name, value });
}
