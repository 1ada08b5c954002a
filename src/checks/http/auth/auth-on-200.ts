import { isToolError } from '../../../model/outcome.ts';
import type { Exchange } from '../../../model.ts';
import { quoted } from '../../evidence.ts';
import type { ExchangeRule } from '../../exchange-rule.ts';
import { SPEC } from '../../spec.ts';
import { httpOf } from '../fault.ts';

/** Of what is searched for words: refusals are short. */
const LONGEST = 2000;
/** A longer answer that has them in it may be about logging in. */
const SHORT = 300;
const ABOUT_ACCESS =
  /\b(?:unauthori[sz]ed|unauthenticated|not (?:authenticated|authori[sz]ed|logged in|signed in)|authenticat(?:e|ion)|authori[sz]ation|credentials?|log[ -]?in|sign[ -]?in|api[ _-]key|forbidden|invalid_token|insufficient_scope|(?:access|bearer) token)\b/i;
const WANTS =
  /^\W{0,5}(?:(?:error|HTTP(?: error)?|status)?:? ?401\b|unauthori[sz]ed(?=[:.,;!)"\n]|\s*$)|(?:user |you are )?not (?:authenticated|authori[sz]ed|logged in|signed in)\b|please (?:log|sign) in\b|(?:authentication|authori[sz]ation|login|credentials|an? (?:access|bearer) token) (?:is |are )?(?:required|needed|missing)\b)/i;

export const authOn200: ExchangeRule = {
  id: 'auth-on-200',
  level: 'warning',
  isServerWide: true,
  title: 'The server refuses for want of credentials with a status that says all is well.',
  hint: 'Refuse with HTTP status 401 and WWW-Authenticate: clients ignore the header, and never log in, when the status is 200.',
  spec: SPEC.authorization,
  judge: (exchange, { what }, add) => {
    const { status = 0, headers = {} } = httpOf(exchange) ?? {};
    const challenge = headers['www-authenticate'];
    if (status < 200 || status > 299 || challenge === undefined || !isRefusal(exchange, challenge)) return;
    const message = `The answer to ${what} asks for credentials (WWW-Authenticate) and has HTTP status ${status}.`;
    add({ message, evidence: `WWW-Authenticate: ${challenge}` });
  },
};

/** The header alone tells that more is to be had with credentials, beside a good answer as well (RFC 9110, 11.6.1). */
function isRefusal({ outcome }: Exchange, challenge: string): boolean {
  if (outcome.kind === 'no-answer') return outcome.why.reason === 'http-status';
  if (outcome.kind === 'rpc-error') return isAboutAccess(outcome.error, challenge);
  if (outcome.kind !== 'result') return false;
  const { result } = outcome;
  if (isToolError({ outcome })) return isAboutAccess(result, challenge);
  const { content } = (result ?? {}) as { content?: unknown };
  const text = Array.isArray(content) && content.length === 1 ? (content[0] as { text?: unknown } | null)?.text : '';
  return typeof text === 'string' && text.length <= SHORT && WANTS.test(text);
}

/** An error may have other reasons, and the header stand beside all answers. `error=` says why this one was refused (RFC 6750). */
function isAboutAccess(error: unknown, challenge: string): boolean {
  return /\berror="/.test(challenge) || ABOUT_ACCESS.test(quoted(error, LONGEST));
}
