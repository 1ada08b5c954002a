/** A login in the browser: the authorization code grant with PKCE over a loopback redirect (MCP 2025-11-25, Authorization). */
import { connectorFor } from '../../wire/http-connector.ts';
import { authorize, type Telling } from './authorize.ts';
import type { KnownClient } from './browser-provider.ts';
import { listenForCallback } from './callback.ts';
import { carefulFetch } from './careful-fetch.ts';
import { knock, type Refusal } from './knock.ts';
import type { Login } from './login.ts';
import { isWider, united } from './scopes.ts';
import { wordsOf } from './words.ts';

/** The first, and one for a wider scope that the server asks for then. */
const MOST_ROUNDS = 3;

export interface Wanted {
  readonly url: string;
  readonly client?: KnownClient;
  readonly scope?: string;
  /** Of the redirect URI, where it is registered with one; 0: a free one. */
  readonly port: number;
  /** For all that the user does in the browser. */
  readonly timeoutMs: number;
}

/** It did not come to a login; the message says why. */
export class LoginFailed extends Error {
  override readonly name = 'LoginFailed';
}

/** Resolves when the server has let us in with it. Throws LoginFailed. */
export async function signIn(wanted: Wanted, tell: Telling): Promise<Login> {
  const connector = connectorFor({});
  const giveUp = new AbortController();
  const timer = setTimeout(
    () => giveUp.abort(new LoginFailed('nobody has logged in within the time limit')),
    wanted.timeoutMs,
  );
  try {
    const callback = await listenForCallback(wanted.port);
    try {
      const fetchFn = carefulFetch(connector, [wanted.url], giveUp.signal);
      return await untilLetIn(wanted, tell, { fetchFn, callback, giveUp: giveUp.signal });
    } finally {
      callback.close();
    }
  } catch (error) {
    throw error instanceof LoginFailed ? error : new LoginFailed(wordsOf(error));
  } finally {
    clearTimeout(timer);
    connector.destroy();
  }
}

type Tools = Omit<Parameters<typeof authorize>[2], 'resourceMetadataUrl'>;

/** A server may want a wider scope than it said at first (RFC 6750, section 3.1), or want credentials for calls only. */
async function untilLetIn(wanted: Wanted, tell: Telling, tools: Tools): Promise<Login> {
  let refusal = await knock(wanted.url);
  if (!refusal)
    tell.note('the server lets anybody list its tools; what it says of logging in is followed all the same');
  let scope = wanted.scope ?? refusal?.scope;
  for (let round = 1; ; round++) {
    const login = await authorize({ ...wanted, scope }, tell, {
      ...tools,
      resourceMetadataUrl: refusal?.resourceMetadataUrl,
    });
    refusal = await knock(wanted.url, login.accessToken);
    if (!refusal) return login;
    if (round === MOST_ROUNDS || !asksWider(refusal, login.scope)) throw new LoginFailed(refusalWords(refusal));
    scope = united(login.scope, scope, refusal.scope);
    tell.note(`the server wants a wider scope: ${refusal.scope}`);
  }
}

function asksWider({ status, error, scope }: Refusal, granted: string | undefined): boolean {
  return status === 403 && error === 'insufficient_scope' && isWider(scope, granted);
}

function refusalWords({ status, error, scope }: Refusal): string {
  const why = [`HTTP status ${status}`, error, scope === undefined ? undefined : `scope "${scope}"`].filter(Boolean);
  return `the server refuses the token that the authorization server has just given for it (${why.join(', ')})`;
}
