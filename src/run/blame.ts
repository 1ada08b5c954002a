/** Puts the cause before the symptom: what stderr, the result and the error say about a request that went wrong. */
import { httpFault } from '../checks/http/fault.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { FirstException } from '../diagnosis/first-exception.ts';
import { firstException } from '../diagnosis/first-exception.ts';
import { type Exchange, hasAnswer, isToolError, type RawFinding } from '../model.ts';
import type { Hints } from './effects.ts';
import type { Cleaning } from './judging.ts';
import { hasExpectedStatus, rpcMessage } from './methods.ts';
import type { Request } from './step.ts';

/** The findings, causes first. A request that did what was expected of it has no cause to look for. */
export function blame(
  context: Cleaning & Hints,
  request: Request,
  exchange: Exchange,
  text: string,
  findings: readonly RawFinding[],
): RawFinding[] {
  const { step } = request;
  const { status } = step.expect;
  const isSilent = !hasAnswer(exchange);
  const isUnwanted = !isSilent && !hasExpectedStatus(status, exchange);
  const isSampled = status === 'any' && (isToolError(exchange) || exchange.outcome.kind === 'rpc-error');
  if (!isSilent && !isUnwanted && !isSampled) return [...findings];
  const fit = isUnwanted ? () => argsFit(context, request) : undefined;
  return explained(context, causesOf(context, exchange, text, fit), findings, exchange.stderr);
}

/** The causes before what they explain; where none is known, the symptoms with the first exception of `stderr`. */
export function explained(
  context: Cleaning,
  causes: readonly RawFinding[],
  findings: readonly RawFinding[],
  stderr: string,
): RawFinding[] {
  // One that a check has named already is not told twice.
  const others = causes.filter(({ rule }) => !findings.some((finding) => finding.rule === rule));
  return causes.length > 0 ? [...others, ...findings] : withException(findings, context.redact(stderr));
}

/** What stderr, the result's text and the error's message say, cleaned of secrets before anything is cut. */
export function causesOf({ redact }: Cleaning, exchange: Exchange, text = '', fit?: () => boolean): RawFinding[] {
  const { stderr, outcome } = exchange;
  const isRpcError = outcome.kind === 'rpc-error';
  // The words of a refusal that the transport gave have a rule of their own.
  if (isRpcError && httpFault(exchange) !== undefined) return diagnose({ phase: 'call', stderr: redact(stderr) });
  const said = isRpcError ? { rpcMessage: redact(rpcMessage(outcome.error)) } : { resultText: redact(text) };
  return diagnose({ phase: 'call', stderr: redact(stderr), ...said, ...(fit ? { argsFit: fit } : {}) });
}

/** Whether the script's arguments were meant to fit the inputSchema, and do. */
function argsFit({ catalogue }: Hints, { step, target, args }: Request): boolean {
  if (step.kind !== 'call' || step.sendInvalid) return false;
  return catalogue.tools.get(target)?.input?.validate?.(args).length === 0;
}

/** `stderr` has been cleaned of secrets. */
function withException(findings: readonly RawFinding[], stderr: string): RawFinding[] {
  return findings.map((finding) => (finding.info?.isSymptom ? withThrown(finding, firstException(stderr)) : finding));
}

function withThrown(finding: RawFinding, thrown: FirstException | undefined): RawFinding {
  if (!thrown) return finding;
  const cause = `stderr: ${thrown.type}${thrown.message ? `: ${thrown.message}` : ''}${thrown.where ? ` (${thrown.where})` : ''}`;
  return {
    ...finding,
    evidence: [cause, finding.evidence].filter(Boolean).join('\n'),
    ...(thrown.where && finding.where === undefined ? { where: thrown.where } : {}),
  };
}
