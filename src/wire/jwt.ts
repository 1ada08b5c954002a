import { isObject } from '../json/kind.ts';
import { jsonOf } from '../json/read.ts';

/** When a bearer token that is a JWT has ended (RFC 7519, `exp`); undefined where it has not, or cannot be told. */
export function jwtEnd(authorization: string | undefined): string | undefined {
  const [, payload] = /^Bearer\s+[\w-]+\.([\w-]+)\.[\w-]*$/i.exec(authorization ?? '') ?? [];
  const end = payload === undefined ? undefined : expOf(payload);
  return end !== undefined && end <= Date.now() ? new Date(end).toISOString() : undefined;
}

function expOf(payload: string): number | undefined {
  const claims = jsonOf(Buffer.from(payload, 'base64url').toString('utf8'));
  const exp = isObject(claims) ? claims['exp'] : undefined;
  return typeof exp === 'number' && Math.abs(exp) < 8.64e12 ? exp * 1000 : undefined;
}
