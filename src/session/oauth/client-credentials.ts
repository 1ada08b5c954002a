/** OAuth client credentials through the official SDK's providers. */
import { auth as obtain } from '@modelcontextprotocol/sdk/client/auth.js';
import { ClientCredentialsProvider, PrivateKeyJwtProvider } from '@modelcontextprotocol/sdk/client/auth-extensions.js';
import type { ClientCredentials } from '../../model.ts';
import type { Grant } from './token-source.ts';

export function clientCredentialsGrant(auth: ClientCredentials): Grant {
  const provider = providerFor(auth);
  return {
    named: [auth.issuer],
    obtain: async (means) => {
      await obtain(provider, means);
      return provider.tokens()?.access_token;
    },
  };
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
