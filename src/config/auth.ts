/** `server.auth` of the file to what the session needs. */
import type { RefreshGrant, ServerAuth } from '../model.ts';
import { clientCredentials } from './client-credentials.ts';
import type { AuthKeys, RefreshKeys } from './grammar/auth.ts';
import { type Found, need } from './read/collection.ts';
import type { Located } from './read/reader.ts';
import { wrongUrl } from './server-parts.ts';
import { type Desk, expandTextAt } from './variables.ts';

const WAYS = ['login', 'clientCredentials', 'refreshToken'] as const;
/** What goes with `refreshToken` alone. */
const COMPANY = ['issuer', 'tokenUrl', 'clientId', 'clientSecret'] as const;

/** `undefined` when there is none to be got, or a problem was added. */
export async function credentialsOf(
  auth: Found<AuthKeys>,
  folder: string,
  desk: Desk,
): Promise<ServerAuth | undefined> {
  const { keys, values, at } = auth;
  const [first, second] = WAYS.filter((way) => keys.has(way));
  if (second) desk.problems.add(keys.get(second)!, `\`${first}\` or \`${second}\`, not both`);
  if (!first) {
    desk.problems.add(at, 'nothing says how to get a token', {
      hint: 'add `login: true` (after mcp-smoke login URL), `clientCredentials` or `refreshToken`',
    });
    return undefined;
  }
  if (first === 'refreshToken') return refreshGrant(auth, desk);
  for (const key of COMPANY) {
    if (keys.has(key)) desk.problems.add(keys.get(key)!, `\`${key}\` does not go with \`${first}\` here`);
  }
  if (values.clientCredentials) return clientCredentials(values.clientCredentials, folder, desk);
  return values.login?.value ? { kind: 'login' } : undefined;
}

/** The texts whose environment names are secrets. */
export function secretTexts({ values }: Found<AuthKeys>): Located<string>[] {
  const { clientSecret, privateKey } = values.clientCredentials?.values ?? {};
  const { refreshToken, clientSecret: ofRefresh } = values;
  return [clientSecret, privateKey, refreshToken, ofRefresh].filter((text) => text !== undefined);
}

/** It is a secret, so the file says where it may be sent. */
function refreshGrant(auth: Found<AuthKeys>, desk: Desk): RefreshGrant | undefined {
  const { keys, at } = auth;
  need(auth, 'clientId', desk.problems);
  if (keys.has('issuer') && keys.has('tokenUrl'))
    desk.problems.add(keys.get('tokenUrl')!, '`issuer` or `tokenUrl`, not both');
  else if (!keys.has('issuer') && !keys.has('tokenUrl')) {
    desk.problems.add(at, '`issuer` is missing', {
      hint: 'add the authorization server that gave the token, or its `tokenUrl`: it is sent to no other',
    });
  }
  const read = (key: keyof RefreshKeys) => auth.values[key] && expandTextAt(auth.values[key], desk);
  const [refreshToken, clientId, clientSecret] = [read('refreshToken'), read('clientId'), read('clientSecret')];
  const [issuer, tokenUrl] = [read('issuer'), read('tokenUrl')];
  for (const url of [issuer, tokenUrl]) {
    const wrong = url && wrongUrl(url.value);
    if (wrong) desk.problems.add(url.at, wrong);
  }
  if (!refreshToken || !clientId || !(issuer ?? tokenUrl)) return undefined;
  return {
    kind: 'refresh-token',
    refreshToken: refreshToken.value,
    clientId: clientId.value,
    ...(clientSecret ? { clientSecret: clientSecret.value } : {}),
    ...(issuer ? { issuer: issuer.value } : {}),
    ...(tokenUrl ? { tokenUrl: tokenUrl.value } : {}),
  };
}
