/** One request of a scripted step → an exchange and all that is wrong with it. */
import { createRequire } from 'node:module';
import { callName } from '../checks/exchange-rule.ts';
import type { CallSubject } from '../checks/subjects.ts';
import { breathe } from '../limits/breath.ts';
import { patiently } from '../limits/patience.ts';
import { type Exchange, hasAnswer, type RawFinding } from '../model.ts';
import type { Session } from '../session/session.ts';
import { callAsTask } from '../session/task-call.ts';
import { callWithTasks, needsTasks } from '../session/task-extension.ts';
import type { StopSignal } from '../stopping.ts';
import { examineHang } from './after-hang.ts';
import { blame } from './blame.ts';
import { recordCall } from './call-record.ts';
import type { SuiteContext } from './context.ts';
import { judgeEcho } from './echo.ts';
import { toolOf } from './effects.ts';
import { heardIn, listen } from './listening.ts';
import { withMeanwhile } from './meanwhile.ts';
import { hasExpectedStatus, isGivenUp, rawResult, requestFor, structuredOf, textOf } from './methods.ts';
import { type ExpandOperand, mismatches, type Observation } from './mismatches.ts';
import { withMixUp } from './mixed-up.ts';
import { judgeOfficially } from './official.ts';
import { judgeStatus } from './status.ts';
import type { Observed, Request } from './step.ts';
import { untilGone } from './unasked-end.ts';

const require = createRequire(import.meta.url);

/** Bytes of an answer that is judged in turns, so that nothing else has to wait for all of it. */
const LARGE = 256 * 1024;

/** Sends one request and judges what comes back. */
export async function observe(
  context: SuiteContext,
  request: Request,
  expandOperand: ExpandOperand,
): Promise<Observed> {
  const connected = context.connection.current!;
  const { session } = connected;
  const { step, target, args, timeoutMs } = request;
  const wanted = requestFor(step.kind, target, args);
  const listening = await listen(context, connected, request, { ...wanted, expandOperand });
  const expectsError = step.expect.status !== 'ok' && step.expect.status !== 'any';
  const options = { timeoutMs, liveness: true, expectsError, signal: context.stop };
  context.target.answering.during(step, expandOperand);
  const sentAt = performance.now();
  const first = isTaskOnly(context, request)
    ? await callAsTask(session, wanted.method, listening.params, options)
    : await session.request(wanted.method, listening.params, options);
  const isForTasks = step.kind === 'call' && session.dialect.isStateless && needsTasks(first);
  const asked = isForTasks ? await callWithTasks(session, listening.params, options, first) : first;
  const { exchange, findings: aftermath } = await examineHang(context, connected, asked);
  const isLarge = exchange.frames.some(({ bytes }) => bytes > LARGE);
  // To read it was work enough for one turn of the event loop.
  if (isLarge) await breathe();
  context.hangLog.record(connected, request, exchange);
  const tool = toolOf({ kind: step.kind, target, args });
  if (tool !== undefined) context.asked.called(tool, exchange.durationMs);
  const text = textOf(step.kind, exchange);
  const structured = structuredOf(step.kind, exchange, text, session.dialect.isStateless);
  const subject = subjectOf(context, session, request, exchange);
  context.asked.note(callName(subject));
  const heard = await heardIn(context, session, request, { exchange, listening, expandOperand });
  const result = rawResult(exchange);
  const observation = { text, structured, result, heard, durationMs: exchange.durationMs, exchange };
  const judges = [
    ...inspections(context, subject, isLarge),
    () => judgeStatus(context, request, exchange, text),
    () => judgeExpectation(context, request, observation, expandOperand),
    () => judgeEcho(context, request, exchange),
  ];
  const findings = isLarge ? await inTurns(judges, context.stop) : await patiently(() => all(judges), context.stop);
  if (isLarge) await breathe();
  const officially = await judgeOfficially(session, request, exchange, findings);
  const found = [...aftermath, ...withMeanwhile(findings, exchange), ...officially];
  const blamed = await patiently(() => blame(context, request, exchange, text, found), context.stop);
  if (blamed.some(({ info }) => info?.endsSession)) await letGo(session, exchange);
  if (blamed.length === 0 && asked === exchange) forget(session, exchange);
  return {
    exchange,
    durationMs: exchange.durationMs,
    text,
    structured,
    ...recordCall(context, request, { exchange, text, sentAt }),
    isInterrupted: isGivenUp(exchange),
    findings: blamed,
  };
}

/** Of a call with which nothing is wrong the request and the answer are not looked at again. */
function forget({ wire }: Session, { id, frames, outcome, irregularities, earlierIds }: Exchange): void {
  const isClean = outcome.kind === 'result' && irregularities.length === 0 && earlierIds === undefined;
  // Over HTTP frames tell by their requests what kind of a wire they came on.
  if (isClean && wire.transport === 'stdio') wire.frames.forget(frames, id);
}

/** Behind an answer the process takes its time to end: the next step must not meet it so. */
async function letGo(session: Session, exchange: Exchange): Promise<void> {
  session.excuse();
  if (session.wire.transport === 'stdio' && hasAnswer(exchange)) await untilGone(session);
}

/** The tool takes calls only as tasks (MCP 2025-11-25, Tools, Tool); the newer era has an extension of its own for that. */
function isTaskOnly({ catalogue, connection }: SuiteContext, { step, target }: Request): boolean {
  if (step.kind !== 'call' || connection.current?.session.dialect.isStateless) return false;
  const raw = catalogue.tools.get(target)?.raw as { execution?: { taskSupport?: unknown } | null } | undefined;
  return raw?.execution?.taskSupport === 'required';
}

type Judge = () => readonly RawFinding[];

/** All checks at once; of a large answer one by one. */
function inspections({ inspect, checks }: SuiteContext, subject: CallSubject, isLarge: boolean): Judge[] {
  return isLarge ? checks.call.map((check) => () => inspect([check], subject)) : [() => inspect(checks.call, subject)];
}

function all(judges: readonly Judge[]): RawFinding[] {
  return judges.flatMap((judge) => judge());
}

async function inTurns(judges: readonly Judge[], stop: StopSignal): Promise<RawFinding[]> {
  const findings: RawFinding[] = [];
  for (const judge of judges) {
    findings.push(...(await patiently(judge, stop)));
    await breathe();
  }
  return findings;
}

function subjectOf(
  { catalogue }: SuiteContext,
  { dialect }: Session,
  { step, target, args, timeoutMs }: Request,
  exchange: Exchange,
): CallSubject {
  const tool = step.kind === 'call' ? catalogue.tools.get(target) : undefined;
  const expected = step.expect.status;
  return {
    kind: step.kind,
    target,
    args,
    timeoutMs,
    expected,
    exchange,
    ...(tool ? { tool } : {}),
    ...(dialect.isStateless ? { isStateless: true as const } : {}),
  };
}

function judgeExpectation(
  context: SuiteContext,
  request: Request,
  observed: Observation & { exchange: Exchange },
  expandOperand: ExpandOperand,
): RawFinding[] {
  const { step, i } = request;
  // The wrong kind of answer says it all; its text need not be compared as well.
  if (!hasAnswer(observed.exchange) || !hasExpectedStatus(step.expect.status, observed.exchange)) return [];
  return [
    ...withMixUp(context, request, observed, mismatches(context, step.expect, observed, expandOperand)),
    // Of a repeated step the answer with i = 0, as captures have it.
    ...(step.expect.snapshot && i === 0 ? againstSnapshot().judgeSnapshot(context, step, observed) : []),
  ];
}

/** Loaded only for a step that asks for it. */
function againstSnapshot(): typeof import('./snapshot.ts') {
  return require('./snapshot.ts');
}
