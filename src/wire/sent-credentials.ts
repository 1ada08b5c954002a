import { isObject } from '../json/kind.ts';
import { jsonOf } from '../json/read.ts';
import type { HttpExchange } from '../model.ts';

/** What can be told of the Authorization header that a request carried. A value of one word is a token without its scheme (RFC 9110, section 11.4). */
export function credentialFacts(
  authorization: string | undefined,
): Pick<HttpExchange, 'hadCredentials' | 'lacksScheme' | 'credentialsEnded'> {
  const ended = jwtEnd(authorization);
  return {
    hadCredentials: authorization !== undefined,
    ...(/^\S+$/.test(authorization ?? '') ? { lacksScheme: true } : {}),
    ...(ended === undefined ? {} : { credentialsEnded: ended }),
  };
}

/** When a bearer token that is a JWT has ended (RFC 7519, `exp`); undefined where it has not, or cannot be told. */
function jwtEnd(authorization: string | undefined): string | undefined {
  const [, payload] = /^Bearer\s+[\w-]+\.([\w-]+)\.[\w-]*$/i.exec(authorization ?? '') ?? [];
  const end = payload === undefined ? undefined : expOf(payload);
  return end !== undefined && end <= Date.now() ? new Date(end).toISOString() : undefined;
}

function expOf(payload: string): number | undefined {
  const claims = jsonOf(Buffer.from(payload, 'base64url').toString('utf8'));
  const exp = isObject(claims) ? claims['exp'] : undefined;
  return typeof exp === 'number' && Math.abs(exp) < 8.64e12 ? exp * 1000 : undefined;
}
