/** What the authorization server sent the browser back with. */
import type { Discovered } from './discovery.ts';

const LONGEST = 300;

/** The code. Throws where the answer is another issuer's (RFC 9207, section 2.4) or a refusal (RFC 6749, section 4.1.2.1). */
export function checkAnswer(params: URLSearchParams, info: Discovered): string {
  checkIssuer(params.get('iss'), info);
  const error = params.get('error');
  if (error !== null) {
    const words = [error, params.get('error_description')].filter(Boolean).join(': ');
    throw new Error(`the login was refused: ${words.slice(0, LONGEST)}`);
  }
  const code = params.get('code');
  if (!code) throw new Error('the browser came back with neither a code nor an error');
  return code;
}

/** To the letter: no URL is normalised. */
function checkIssuer(
  iss: string | null,
  { authorizationServerMetadata, authorizationServerUrl, namesIssuer }: Discovered,
) {
  // Without metadata the issuer is the server's origin, of which a URL object has made a URL with a slash.
  const issuer = authorizationServerMetadata?.issuer ?? new URL(authorizationServerUrl).origin;
  if (iss === null) {
    if (!namesIssuer) return;
    throw new Error(`the answer does not name its issuer, though ${issuer} says that its answers do (RFC 9207)`);
  }
  if (iss !== issuer)
    throw new Error(`the answer is from another issuer, ${iss.slice(0, LONGEST)}, and not from ${issuer}`);
}
