/** When a bearer token that is a JWT has ended (RFC 7519, `exp`); undefined where it has not, or cannot be told. */
export function jwtEnd(authorization: string | undefined): string | undefined {
  const [, payload] = /^Bearer\s+[\w-]+\.([\w-]+)\.[\w-]*$/i.exec(authorization ?? '') ?? [];
  const end = payload === undefined ? undefined : expOf(payload);
  return end !== undefined && end <= Date.now() ? new Date(end).toISOString() : undefined;
}

function expOf(payload: string): number | undefined {
  try {
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { exp?: unknown };
    return typeof exp === 'number' && Math.abs(exp) < 8.64e12 ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}
