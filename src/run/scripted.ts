/** One scripted step: its gate, its attempts, its repetitions, its captures. */
import { isMisencoded } from '../checks/http/fault.ts';
import { settle, statusOf } from '../findings/settle.ts';
import { patiently } from '../limits/patience.ts';
import type { CallRecord, Closure, Exchange, Json, McpStep, PlannedStep, RawFinding } from '../model.ts';
import { expand } from '../template/expand.ts';
import { excerpt } from '../text/excerpt.ts';
import { sleep } from '../waiting.ts';
import { MOST_CALLS } from './call-record.ts';
import { capture } from './capture.ts';
import type { SuiteContext } from './context.ts';
import { judgeFrames } from './frames.ts';
import { missingSecrets, obstacles, reasonToSkip } from './gate.ts';
import { withPlace } from './hang-place.ts';
import { isLost, noteSession } from './lost-session.ts';
import { observe } from './observe.ts';
import { requestOf, scopeOf } from './request.ts';
import { isApp } from './safety.ts';
import { isWornOut } from './script-evidence.ts';
import type { Observed, StepOutcome } from './step.ts';
import { judgeUnaskedEnd } from './unasked-end.ts';

const LONGEST_REFUSAL = 200;

/** What keeps the step from being sent, whatever becomes of the server; undefined when it is to run. */
export async function holdBack(context: SuiteContext, step: PlannedStep): Promise<StepOutcome | undefined> {
  const skip = reasonToSkip(context, step);
  if (skip !== undefined) return { status: 'skipped', reason: skip, findings: [] };
  const unset = missingSecrets(context, step);
  if (settle(unset, context.plan.rules).length > 0) return { status: 'failed', findings: unset };
  const findings = isMcp(step) ? await hindering(context, step) : [];
  const hindrances = settle(findings, context.plan.rules);
  return hindrances.length > 0 ? { status: statusOf(hindrances), findings } : undefined;
}

/** The connection is usable when this is called. Never rejects for anything that the server does. */
export async function runScripted(context: SuiteContext, step: PlannedStep): Promise<StepOutcome> {
  const outcome = await attempt(context, step, 1);
  if (isWornOut(context.hangLog, step.id)) context.connection.markWorn();
  return outcome;
}

function hindering(context: SuiteContext, step: McpStep): RawFinding[] | Promise<RawFinding[]> {
  const first = requestOf(context, step, 0);
  return patiently(() => obstacles(context, step, first.target, first.args), context.stop);
}

function isMcp(step: PlannedStep): step is McpStep {
  return step.kind !== 'http';
}

async function attempt(
  context: SuiteContext,
  step: PlannedStep,
  number: number,
  before: readonly CallRecord[] = [],
): Promise<StepOutcome> {
  const { first, observed } = await repeat(context, step);
  const calls = [...before, ...callsOf(observed, step, number)].slice(0, MOST_CALLS);
  const whole = observed.filter(({ isInterrupted }) => !isInterrupted);
  const isWhole = first && !first.isInterrupted;
  const captured = isWhole ? await patiently(() => capture(context, step, first), context.stop) : [];
  const exchanges = observed.flatMap((one) => one.exchange ?? []);
  const phase = { phase: 'call' as const, target: step.target, exchanges };
  const own = [...eachEndOnce(whole).flatMap((one) => one.findings), ...captured, ...judgeFrames(context, phase)];
  const all = [...(await judgeUnaskedEnd(context)), ...own];
  const findings = await withPlace(context, step.id, all);
  const isCut = context.stop.aborted && whole.length < step.repeat.count;
  if (isCut) return { status: 'broken', reason: String(context.stop.reason), findings, calls };
  const status = statusOf(settle(findings, context.plan.rules));
  const isFit = context.connection.isUsable;
  if (status === 'failed' && number < step.retry.attempts && isFit && !context.stop.aborted) {
    await sleep(step.retry.delayMs, context.stop);
    return attempt(context, step, number + 1, calls);
  }
  if (status === 'passed' && number > 1)
    return { status: 'flaky', reason: `passed at attempt ${number}`, findings, calls };
  const isRefusedWhole = observed.length > 0 && observed.every((one) => one.isLost);
  return { status, ...refusalOf(step, observed), findings, calls, ...(isRefusedWhole ? { isRefusedWhole } : {}) };
}

/** Several calls in flight meet the one end of their server: the first of them tells it. */
function eachEndOnce(all: readonly Kept[]): Kept[] {
  const met = new Set<Closure>();
  return all.filter(({ closure }) => {
    if (closure === undefined) return true;
    const isNew = !met.has(closure);
    met.add(closure);
    return isNew;
  });
}

/** Where any answer will do: what the tool says that it did not like. */
function refusalOf({ expect }: PlannedStep, [first]: readonly Kept[]): { reason?: string } {
  const call = first?.call;
  const isError = call?.outcome === 'tool-error' || call?.outcome === 'rpc-error';
  if (expect.status !== 'any' || !isError) return {};
  return { reason: `answers with an error: ${excerpt(call.answer, LONGEST_REFUSAL)}` };
}

function callsOf(observed: readonly Kept[], { retry }: PlannedStep, attempt: number): CallRecord[] {
  const calls = observed.flatMap(({ call }) => call ?? []);
  return retry.attempts > 1 ? calls.map((call) => ({ ...call, attempt })) : calls;
}

/** What is left of a request when it has been judged: the answers of many would fill the memory. */
interface Kept extends Pick<Observed, 'findings' | 'call' | 'isInterrupted'> {
  readonly exchange?: Pick<Exchange, 'irregularities' | 'http'>;
  /** The end of the server that was its outcome. */
  readonly closure?: Closure;
  /** It was refused since the server did not know the session. */
  readonly isLost?: true;
}

/** Most of many are like this one. */
const CLEAN: Kept = { findings: [], isInterrupted: false };

function kept({ findings, call, isInterrupted, exchange }: Observed): Kept {
  const isClean = findings.length === 0 && !isInterrupted && !exchange?.http && exchange?.irregularities.length === 0;
  if (isClean) return call ? { ...CLEAN, call } : CLEAN;
  const { irregularities = [], http, outcome } = exchange ?? {};
  return {
    findings,
    isInterrupted,
    ...(call ? { call } : {}),
    ...(isLost(exchange) ? { isLost: true as const } : {}),
    ...(outcome?.kind === 'closed' ? { closure: outcome.closure } : {}),
    ...(exchange ? { exchange: { irregularities, ...(http ? { http } : {}) } } : {}),
  };
}

/** All requests of one attempt by their `i`, at most `concurrency` of them at once; stops early when the server is gone. */
async function repeat(
  context: SuiteContext,
  step: PlannedStep,
): Promise<{ first: Observed | undefined; observed: Kept[] }> {
  const { count, concurrency } = step.repeat;
  const observed: Kept[] = [];
  let first: Observed | undefined;
  let next = 0;
  const worker = async () => {
    while (next < count && context.connection.isUsable && !context.stop.aborted) {
      const i = next++;
      const one = await send(context, step, i);
      if (isStuck(context, one)) context.connection.markStuck(step.name);
      noteSession(context.connection, step.name, one.exchange);
      noteEnd(context, step, one.exchange);
      const told = count === 1 ? one : numbered(one, i);
      if (i === 0) first = told;
      observed[i] = kept(told);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, count) }, worker));
  return { first, observed };
}

async function send(context: SuiteContext, step: PlannedStep, i: number): Promise<Observed> {
  const scope = scopeOf(context, step, i);
  const expandOperand = (operand: Json) => expand(operand, scope);
  if (isMcp(step)) return observe(context, requestOf(context, step, i, scope), expandOperand);
  const { observeHttp } = await import('./http-step.ts');
  return observeHttp(context, step, scope, expandOperand);
}

/** Nothing more will come from this process: it answers neither the call nor our pings, or it can no longer speak. */
function isStuck({ plan, connection }: SuiteContext, { exchange, findings }: Observed): boolean {
  if (isLeaving(connection, findings)) return true;
  if (exchange?.outcome.kind !== 'no-answer') return false;
  const { why } = exchange.outcome;
  // An app of ours whose answer broke off is dying or sick; the next step must not meet it so.
  if (isApp(plan.server) && why.reason === 'stream-ended' && why.error !== undefined) return !isMisencoded(exchange);
  const isMidLine = connection.current?.session.isMidLine === true;
  if (findings.some(({ info }) => info?.spoilsNext === true || (isMidLine && info?.spoilsNext === 'line'))) return true;
  return why.reason === 'timeout' && why.liveness.silentSinceMs !== undefined;
}

function noteEnd({ ends, asked }: SuiteContext, { id, kind, target }: PlannedStep, exchange?: Exchange): void {
  if (exchange?.outcome.kind !== 'closed') return;
  const during = { stepId: id, key: `${kind} ${target}` };
  ends.note({ closure: exchange.outcome.closure, behind: asked.before, during });
}

/** It has answered, and its session is over, but the process waits for one more byte before it ends. */
function isLeaving({ current }: SuiteContext['connection'], findings: readonly RawFinding[]): boolean {
  const { wire, closure } = current?.session ?? {};
  return wire?.transport === 'stdio' && !closure && findings.some(({ info }) => info?.endsSession);
}

/** Which of the repetitions it was; the same finding of several is told once, for the first. */
function numbered(observed: Observed, i: number): Observed {
  if (observed.findings.length === 0) return observed;
  const findings = observed.findings.map((finding) => {
    const evidence = [`in repetition ${i}`, finding.evidence].filter(Boolean).join('\n');
    return { ...finding, evidence };
  });
  return { ...observed, findings };
}
