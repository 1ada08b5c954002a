/** An http step: one plain request, for apps that host an MCP server beside other routes. No redirect is followed. */
import { toFinding } from '../checks/check.ts';
import { ruleInfo } from '../checks/registry.ts';
import { jsonOf } from '../json/read.ts';
import { patiently } from '../limits/patience.ts';
import type { CallRecord, PlannedStep, RawFinding } from '../model.ts';
import { cleanStart } from '../redact/clean-start.ts';
import { abortSignalOf } from '../stopping.ts';
import { expand, expandText, type Scope } from '../template/expand.ts';
import { connectorFor } from '../wire/http-connector.ts';
import { openExchange } from '../wire/http-request.ts';
import { asUnreached, makeOfWords } from '../wire/unreached.ts';
import { explained } from './blame.ts';
import { WHOLE } from './call-record.ts';
import { causesIn } from './causes.ts';
import type { SuiteContext } from './context.ts';
import { noteHttp } from './http-evidence.ts';
import { judgeSilence, TimeUp } from './http-silence.ts';
import { type ExpandOperand, mismatches } from './mismatches.ts';
import { formatPlace } from './place.ts';
import { judgeSnapshot } from './snapshot.ts';
import type { Observed } from './step.ts';
import { AppWatch } from './stuck-app.ts';

const EXCERPT = 500;
/** A cause may reach stderr a moment after the answer. */
const STDERR_GRACE_MS = 150;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly oversize: boolean;
}

/** Sends the request and judges what comes back; headers of `server` are not sent along. */
export async function observeHttp(
  context: SuiteContext,
  step: PlannedStep,
  scope: Scope,
  expandOperand: ExpandOperand,
): Promise<Observed> {
  const connected = context.connection.current!;
  const { stderr } = connected.session.wire;
  const seq = connected.session.wire.now();
  const mark = stderr.position;
  const sentAt = performance.now();
  const watch = new AppWatch(context, step.timeoutMs ?? context.plan.timeoutMs);
  const came = await send(context, step, scope).catch((error) => asUnreached(error).error);
  watch.end();
  const durationMs = performance.now() - sentAt;
  const text = came instanceof Error ? '' : came.text;
  const call = recordHttp(context, step, {
    sentAt,
    durationMs,
    answer: came instanceof Error ? came.message : `${came.status} ${text}`,
    isAnswered: !(came instanceof Error),
  });
  const structured = jsonOf(text);
  const judge = (came: Answer) => {
    const wrong = judgeStatus(context, step, came);
    if (wrong.length > 0) return wrong;
    return [
      ...mismatches(context, step.expect, { text, structured, durationMs, headers: came.headers }, expandOperand),
      ...(scope.i === 0 ? judgeSnapshot(context, step, { text, structured }) : []),
    ];
  };
  const said = async () => {
    await stderr.settled(STDERR_GRACE_MS);
    return stderr.since(mark);
  };
  const findings =
    came instanceof Error
      ? await judgeSilence(context, { step, url: urlOf(context, step, scope), said, watch }, came)
      : await withCause(context, await patiently(() => judge(came), context.stop), said);
  const made = { seq, durationMs, isAnswered: !(came instanceof Error) };
  const again = (timeoutMs: number) => send(context, { ...step, timeoutMs }, scope);
  noteHttp(context, connected, { step, scope, made, isHang: came instanceof TimeUp, again });
  const isInterrupted = came instanceof Error && context.stop.aborted;
  return {
    durationMs,
    text,
    structured,
    call,
    isInterrupted,
    findings,
  };
}

interface Answered {
  readonly sentAt: number;
  readonly durationMs: number;
  readonly answer: string;
  readonly isAnswered: boolean;
}

function recordHttp(
  context: SuiteContext,
  step: PlannedStep,
  { sentAt, durationMs, answer, isAnswered }: Answered,
): CallRecord {
  const clean = (long: string) => cleanStart(context.redactor, long, WHOLE);
  return {
    startedAtMs: Math.round((sentAt - context.epoch) * 10) / 10,
    durationMs: Math.round(durationMs * 10) / 10,
    timeoutMs: step.timeoutMs ?? context.plan.timeoutMs,
    outcome: isAnswered ? 'result' : 'no-answer',
    args: clean(JSON.stringify({ url: step.target, ...step.http })),
    answer: clean(answer),
  };
}

/** As it is asked for, where it is no address. */
function urlOf({ target }: SuiteContext, step: PlannedStep, scope: Scope): string {
  const path = expandText(step.target, scope);
  return URL.canParse(path, target.serverUrl) ? new URL(path, target.serverUrl).href : path;
}

async function send(context: SuiteContext, step: PlannedStep, scope: Scope): Promise<Answer> {
  const { plan, stop } = context;
  const { method, headers, json, body } = step.http!;
  const url = makeOfWords(() => new URL(urlOf(context, step, scope)).href);
  const connector = connectorFor(plan.server.transport === 'http' ? plan.server : {});
  const sent =
    json === undefined
      ? body === undefined
        ? undefined
        : expandText(body, scope)
      : JSON.stringify(expand(json, scope));
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), expandText(value, scope)]);
  const type = json === undefined ? {} : { 'content-type': 'application/json' };
  const timeoutMs = step.timeoutMs ?? plan.timeoutMs;
  // Held by its timer: a signal of AbortSignal.timeout that only AbortSignal.any knows may be collected before it strikes.
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), timeoutMs);
  const signal = AbortSignal.any([abortSignalOf(stop), limit.signal]);
  try {
    const common = { method, url, connector, signal, headers: { ...type, ...Object.fromEntries(named) } };
    const reply = await openExchange(sent === undefined ? common : { ...common, body: sent });
    const { text, oversize } = await reply.text(plan.limits.messageBytes);
    return { status: reply.status, headers: reply.headers, text, oversize };
  } catch (error) {
    const { error: cause } = asUnreached(error);
    throw signal.aborted ? new TimeUp(new Error(`no answer within ${timeoutMs} ms`)) : cause;
  } finally {
    clearTimeout(timer);
    connector.destroy();
  }
}

function judgeStatus(
  { redactor }: SuiteContext,
  { expect }: PlannedStep,
  { status, text, headers }: Answer,
): RawFinding[] {
  const { httpStatus: wanted } = expect;
  if (wanted ? wanted.includes(status) : status >= 200 && status <= 299) return [];
  const to = headers['location'] === undefined ? '' : ` (to ${headers['location']})`;
  const message = `expected HTTP status ${wanted?.join(' or ') ?? '200 to 299'}, got ${status}${to}`;
  const evidence = text === '' ? {} : { evidence: `received: ${JSON.stringify(cleanStart(redactor, text, EXCERPT))}` };
  return [
    toFinding(ruleInfo('unexpected-status'), {
      message,
      instead: `The HTTP status was ${status}${to}.`,
      where: formatPlace(expect.at),
      ...evidence,
      hint: STATUS_HINT,
    }),
  ];
}

const STATUS_HINT = "Look at the app's log; if this status is right, write it into the step's expect.";

/** What the app wrote in that moment may say why. */
async function withCause(
  context: SuiteContext,
  findings: readonly RawFinding[],
  said: () => Promise<string>,
): Promise<RawFinding[]> {
  if (findings.length === 0) return [];
  const stderr = await said();
  const causes = causesIn(context, { phase: 'call', stderr });
  return explained(context, causes, findings, stderr);
}
