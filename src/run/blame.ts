/** Puts the cause before the symptom: what stderr, the result and the error say about a request that went wrong. */
import type { FirstException } from '../diagnosis/first-exception.ts';
import type { Exchange, Finding } from '../model.ts';
import type { SuiteContext } from './context.ts';
import { withCauses } from './findings.ts';
import { hasAnswer, hasExpectedStatus, isToolError, rpcMessage } from './methods.ts';
import type { Request } from './step.ts';

/** Findings of these rules get the first exception of stderr, where no diagnosis knows it. */
const SYMPTOMS = new Set([
  'exit-before-init',
  'unexpected-status',
  'crash-on-call',
  'crash-idle',
  'zombie-session',
  'hang-tool',
  'sse-ended-no-response',
  'sse-truncated',
  'connection-lost',
  'http-status',
  'http-no-answer',
]);

/** When the writer fails, the whole session goes: it hangs, goes silent or ends, as chance will have it. */
const LOST = 'response-lost-serialisation';
const FOLLOWS_FROM_LOST = new Set([
  'sse-ended-no-response',
  'hang-tool',
  'loop-blocked',
  'zombie-session',
  'crash-on-call',
]);

/** Faults that take the session with them: that the process goes afterwards is no second one. */
const ENDS_SESSION = new Set([LOST, 'cancelled-escapes', 'zombie-session']);

export function endsSession({ rule }: Finding): boolean {
  return ENDS_SESSION.has(rule);
}

/** The findings, causes first. A request that did what was expected of it has no cause to look for. */
export function blame(
  context: SuiteContext,
  { step }: Request,
  exchange: Exchange,
  text: string,
  findings: readonly Finding[],
): Finding[] {
  const { status } = step.expect;
  const isSilent = !hasAnswer(exchange);
  const isUnwanted = !isSilent && !hasExpectedStatus(status, exchange);
  const isSampled = status === 'any' && (isToolError(exchange) || exchange.outcome.kind === 'rpc-error');
  if (!isSilent && !isUnwanted && !isSampled) return [...findings];
  const causes = causesOf(context, exchange, text);
  if (isSilent && causes.some(({ rule }) => rule === LOST)) {
    return [...causes, ...findings.filter(({ rule }) => !FOLLOWS_FROM_LOST.has(rule))];
  }
  if (causes.length > 0) return withCauses(causes, findings);
  return withException(context, findings, context.redact(exchange.stderr));
}

/** What stderr, the result's text and the error's message say, cleaned of secrets before anything is cut. */
export function causesOf({ rooms, redact }: SuiteContext, { stderr, outcome }: Exchange, text = ''): Finding[] {
  const isRpcError = outcome.kind === 'rpc-error';
  const said = isRpcError ? { rpcMessage: redact(rpcMessage(outcome.error)) } : { resultText: redact(text) };
  return rooms.diagnose({ phase: 'call', stderr: redact(stderr), ...said });
}

/** Symptoms, each with the first exception of stderr; `stderr` has been cleaned of secrets. */
export function withException({ rooms }: SuiteContext, findings: readonly Finding[], stderr: string): Finding[] {
  return findings.map((finding) =>
    SYMPTOMS.has(finding.rule) ? explained(finding, rooms.firstException(stderr)) : finding,
  );
}

function explained(finding: Finding, thrown: FirstException | undefined): Finding {
  if (!thrown) return finding;
  const cause = `stderr: ${thrown.type}${thrown.message ? `: ${thrown.message}` : ''}${thrown.where ? ` (${thrown.where})` : ''}`;
  return {
    ...finding,
    evidence: [cause, finding.evidence].filter(Boolean).join('\n'),
    ...(thrown.where && finding.where === undefined ? { where: thrown.where } : {}),
  };
}
