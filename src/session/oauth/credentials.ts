/** The credentials that `server.auth` asks for; loaded only when a plan has them. */
import type { HttpServer, RefreshGrant, ServerAuth } from '../../model.ts';
import type { Credentials } from '../../wire/credentials.ts';
import type { Parent } from '../../wire/parent.ts';
import { clientCredentialsGrant } from './client-credentials.ts';
import { isOver, type Login } from './login.ts';
import { LoginFile } from './login-file.ts';
import { type Keeping, refreshGrant, tellSecrets } from './refresh.ts';
import { type OnSecret, TokenSource } from './token-source.ts';

/** What the servers of one run have in common. */
type Run = Pick<Parent, 'env'>;

/** `onSecret` is told every token before it is used; logins are kept where the environment of the run says. */
export async function credentialsOf(
  server: HttpServer,
  auth: ServerAuth,
  onSecret: OnSecret,
  run: Run,
): Promise<Credentials> {
  if (auth.kind === 'login') return keptLogin(server, onSecret, run.env);
  if (auth.kind === 'client-credentials') return new TokenSource(server, clientCredentialsGrant(auth), onSecret);
  const named = [auth.issuer, auth.tokenUrl].filter((url) => url !== undefined);
  return new TokenSource(server, refreshGrant(inMemory(server, auth, run), named, onSecret), onSecret);
}

/** The first request goes without a token where the login has ended: the refusal says where a new one is to be had. */
async function keptLogin(server: HttpServer, onSecret: OnSecret, env: NodeJS.ProcessEnv): Promise<Credentials> {
  const file = new LoginFile(server.url, env);
  const keeping = { name: file.path, read: () => file.read(), write: (login: Login) => file.write(login) };
  // What is wrong with it is told when the server asks for it.
  const login = await file.read().catch(() => undefined);
  if (login) tellSecrets(login, onSecret);
  const token = login && !isOver(login) ? login.accessToken : undefined;
  return new TokenSource(server, refreshGrant(keeping, [], onSecret), onSecret, token, server.url);
}

/** For the length of a run: a server may give a new refresh token with every access token. */
const renewedIn = new WeakMap<Run, Map<string, Login>>();

function inMemory({ url: serverUrl }: HttpServer, auth: RefreshGrant, run: Run): Keeping {
  const renewed = renewedIn.get(run) ?? new Map<string, Login>();
  renewedIn.set(run, renewed);
  const { refreshToken, clientId, clientSecret, tokenUrl } = auth;
  const issuer = auth.issuer ?? new URL(tokenUrl!).origin;
  const name = JSON.stringify([serverUrl, issuer, tokenUrl, clientId, refreshToken]);
  const client = { client_id: clientId, ...(clientSecret === undefined ? {} : { client_secret: clientSecret }) };
  const first = { serverUrl, issuer, client, refreshToken, ...(tokenUrl === undefined ? {} : { tokenUrl }) };
  return {
    name,
    read: async () => renewed.get(name) ?? first,
    write: async (login) => void renewed.set(name, login),
  };
}
