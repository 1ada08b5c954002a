/** Puts the cause before the symptom: what stderr, the result and the error say about a request that went wrong. */
import { isStringForList } from '../checks/host/optional-list-anyof.ts';
import { httpFault } from '../checks/http/fault.ts';
import type { Evidence } from '../diagnosis/diagnose.ts';
import type { FirstException } from '../diagnosis/first-exception.ts';
import { isObject } from '../json/kind.ts';
import { metaOf } from '../json/meta.ts';
import { type Exchange, hasAnswer, isHeaderMismatch, isToolError, type RawFinding, STATELESS_META } from '../model.ts';
import { caughtCauses } from './caught.ts';
import { causesIn, thrownIn } from './causes.ts';
import type { Hints } from './effects.ts';
import type { Cleaning } from './judging.ts';
import { hasExpectedStatus, rpcMessage } from './methods.ts';
import type { Request } from './step.ts';

/** The findings, causes first. A request that did what was expected of it has no cause to look for, but for an error that its tool caught. */
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
  if (!isSilent && !isUnwanted && !isSampled)
    return [...caughtCauses(context, request, exchange, text, findings), ...findings];
  const causes = causesOf(context, exchange, text, {
    isStringForList: () => stringForList(context, request),
    ...(isUnwanted ? { argsFit: () => argsFit(context, request) } : {}),
  });
  // Where any answer will do, the input is a sample: what refuses it may be right.
  const told = isSampled ? causes.filter(({ rule }) => rule !== 'args-refused') : causes;
  return explained(context, told, findings, exchange.stderr);
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
  return causes.length > 0 ? [...others, ...findings] : withException(context, findings, stderr);
}

/** What can be asked of the arguments. */
type Sent = Pick<Evidence, 'argsFit' | 'isStringForList'>;

/** What stderr, the result's text and the error's message say. */
export function causesOf(context: Cleaning, exchange: Exchange, text = '', sent: Sent = {}): RawFinding[] {
  const { outcome } = exchange;
  const isRpcError = outcome.kind === 'rpc-error';
  const around = { phase: 'call', stderr: exchange.stderr, ...carriageOf(exchange) } as const;
  // The words of a refusal that the transport gave have a rule of their own.
  if (isRpcError && httpFault(exchange) !== undefined) return causesIn(context, around);
  const said = isRpcError
    ? { rpcMessage: rpcMessage(outcome.error), isHeaderMismatch: isHeaderMismatch(exchange) }
    : { resultText: text };
  return causesIn(context, { ...around, ...said, ...sent });
}

/** Of what has been answered, what carried it; and whether each request says its revision, as those without a handshake do. */
function carriageOf(exchange: Exchange): Pick<Evidence, 'isHttp' | 'isStateless'> {
  if (!hasAnswer(exchange)) return {};
  const metas = exchange.frames.flatMap(({ direction, message }) =>
    direction === 'out' && isObject(message) ? [metaOf(message['params'])] : [],
  );
  return { isHttp: exchange.http !== undefined, isStateless: metas.some((meta) => Object.hasOwn(meta, REVISION)) };
}

const REVISION = `${STATELESS_META}protocolVersion`;

/** Whether the script's arguments were meant to fit the inputSchema, and do. */
function argsFit({ catalogue }: Hints, { step, target, args }: Request): boolean {
  if (step.kind !== 'call' || step.sendInvalid) return false;
  return catalogue.tools.get(target)?.input?.validate?.(args).length === 0;
}

function stringForList({ catalogue }: Hints, { step, target, args }: Request): boolean {
  const raw = step.kind === 'call' ? catalogue.tools.get(target)?.raw : undefined;
  return isObject(raw) && isStringForList(raw['inputSchema'], args);
}

function withException(context: Cleaning, findings: readonly RawFinding[], stderr: string): RawFinding[] {
  const isSymptom = ({ info }: RawFinding) => info?.isSymptom === true;
  const thrown = findings.some(isSymptom) ? thrownIn(context, stderr) : undefined;
  return findings.map((finding) => (isSymptom(finding) ? withThrown(finding, thrown) : finding));
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
