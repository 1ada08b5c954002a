/** Puts the cause before the symptom: what stderr, the result and the error say about a request that went wrong. */
import type { Exchange, Finding } from '../model.ts';
import type { SuiteContext } from './context.ts';
import { hasAnswer, hasExpectedStatus, isToolError, rpcMessage } from './methods.ts';
import type { Request } from './step.ts';

/** Findings of these rules get the first exception of stderr, where no diagnosis knows it. */
const SYMPTOMS = new Set([
  'unexpected-status',
  'crash-on-call',
  'zombie-session',
  'hang-tool',
  'sse-ended-no-response',
  'sse-truncated',
  'http-status',
]);

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
  const { rooms, redact } = context;
  const { outcome } = exchange;
  const stderr = redact(exchange.stderr);
  const said =
    outcome.kind === 'rpc-error' ? { rpcMessage: redact(rpcMessage(outcome.error)) } : { resultText: redact(text) };
  const causes = rooms.diagnose({ phase: 'call', stderr, ...said });
  if (causes.length > 0) return [...causes, ...findings];
  return findings.map((finding) => (SYMPTOMS.has(finding.rule) ? withException(context, finding, stderr) : finding));
}

function withException({ rooms }: SuiteContext, finding: Finding, stderr: string): Finding {
  const thrown = rooms.firstException(stderr);
  if (!thrown) return finding;
  const cause = `stderr: ${thrown.type}${thrown.message ? `: ${thrown.message}` : ''}${thrown.where ? ` (${thrown.where})` : ''}`;
  return {
    ...finding,
    evidence: [cause, finding.evidence].filter(Boolean).join('\n'),
    ...(thrown.where && finding.where === undefined ? { where: thrown.where } : {}),
  };
}
