/** What gets us in where a server wants credentials, and what an exchange tells of it. */
import type { HttpExchange } from '../model.ts';
import type { Fetch } from './fetch.ts';
import type { Reply } from './http-request.ts';
import { jwtEnd } from './jwt.ts';
import { pastOthers } from './unreached.ts';

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
    // One word is a token without its scheme (RFC 9110, section 11.4).
    ...(/^\S+$/.test(sent ?? '') ? { lacksScheme: true } : {}),
    ...(ended === undefined ? {} : { credentialsEnded: ended }),
    ...(credentials?.loginUrl === undefined ? {} : { loginUrl: credentials.loginUrl }),
  };
}

/** Of a request that was refused with these credentials, after they could not be renewed. */
export function refusalFacts(credentials: Credentials): Partial<HttpExchange> {
  const { authorization, failure } = credentials;
  const why = failure === undefined ? {} : { credentialsFailure: failure };
  return { ...credentialFacts(authorization, credentials), ...why };
}

/** `fetch` with these credentials; once more with a renewed token where the first is refused. */
export function authorised(fetchFn: Fetch, credentials: Credentials): Fetch {
  return async (url, init = {}) => {
    const used = credentials.authorization;
    const send = (authorization: string | undefined) => {
      const headers = new Headers(init.headers);
      if (authorization !== undefined) headers.set('authorization', authorization);
      return fetchFn(url, { ...init, headers });
    };
    const response = await send(used);
    if (response.status !== 401) return response;
    const isNew = await credentials.renew({ headers: Object.fromEntries(response.headers) }, used).catch(pastOthers);
    return isNew ? send(credentials.authorization) : response;
  };
}
