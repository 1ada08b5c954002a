/** What gets us in where a server wants credentials, and what an exchange tells of it. */
import type { HttpExchange } from '../model.ts';
import type { Reply } from './http-request.ts';
import { jwtEnd } from './jwt.ts';

/** What gives an Authorization header to every request, and may give a new one when the server refuses it. */
export interface Credentials {
  readonly authorization: string | undefined;
  /** Why the last attempt to get one failed. */
  readonly failure: string | undefined;
  /** The server that the user may log in to for new ones. */
  readonly loginUrl?: string | undefined;
  /** After a 401 to a request with the header `used`: whether there is another one to try once more with. */
  renew(refused: Pick<Reply, 'headers'>, used: string | undefined): Promise<boolean>;
}

/** `sent`: the Authorization header of the request. */
export function credentialFacts(sent: string | undefined, credentials?: Credentials): Partial<HttpExchange> {
  const ended = jwtEnd(sent);
  return {
    hadCredentials: sent !== undefined,
    ...(ended === undefined ? {} : { credentialsEnded: ended }),
    ...(credentials?.loginUrl === undefined ? {} : { loginUrl: credentials.loginUrl }),
  };
}
