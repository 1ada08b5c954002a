/** What a report shows of one request. */
import { type AskedQuestion, type CallRecord, type Exchange, isToolError } from '../model.ts';
import { cleanStart } from '../redact/clean-start.ts';
import type { Redactor } from '../redact/redactor.ts';
import { excerpt } from '../text/excerpt.ts';
import type { Request } from './step.ts';
import type { Target } from './target.ts';

/** A report keeps the first requests of a step that makes more. */
export const MOST_CALLS = 1000;
/** Of a step that failed, and of one that did not. */
export const WHOLE = 4000;
export const EXCERPT = 300;
/** Less than is kept of one. */
const QUESTION = 1000;

interface Answered {
  readonly exchange: Exchange;
  readonly text: string;
  /** By `performance.now()`. */
  readonly sentAt: number;
}

interface Recording {
  readonly target: Pick<Target, 'answering'>;
  readonly redactor: Redactor;
  /** When the run began, by `performance.now()`. */
  readonly epoch: number;
}

/**
 * Cut when it is made, since a run may make many calls with large answers; what is cut is clean before, as everywhere. Empty
 * where the report keeps no more.
 */
export function recordCall(
  context: Recording,
  request: Request,
  { exchange, text, sentAt }: Answered,
): { readonly call?: CallRecord } {
  const asked = context.target.answering.takeAsked();
  return request.i < MOST_CALLS ? { call: recorded(context, request, { exchange, text, sentAt }, asked) } : {};
}

function recorded(
  context: Recording,
  { step, target, args, timeoutMs, i }: Request,
  { exchange, text, sentAt }: Answered,
  asked: readonly AskedQuestion[],
): CallRecord {
  const { durationMs, liveness, stderr } = exchange;
  const { maxLatencyMs } = step.expect;
  const clean = (long: string, most = WHOLE) => cleanStart(context.redactor, long, most);
  return {
    startedAtMs: tenths(sentAt - context.epoch),
    durationMs: tenths(durationMs),
    timeoutMs,
    ...(maxLatencyMs === undefined ? {} : { maxLatencyMs }),
    outcome: isToolError(exchange) ? 'tool-error' : exchange.outcome.kind,
    ...(step.repeat.count === 1 ? {} : { i }),
    args: clean(JSON.stringify(step.kind === 'request' ? { method: target, params: args } : args)),
    answer: clean(text === '' ? rawAnswer(exchange) : text),
    ...(stderr === '' ? {} : { stderr: clean(stderr) }),
    ...(asked.length > 0 ? { asked: asked.map((one) => cleaned(one, clean)) } : {}),
    ...(liveness.pings ? { pings: liveness.pings.map(rounded) } : {}),
  };
}

/** The record as it is kept when its step has ended. */
export function shorten(call: CallRecord, isWhole: boolean): CallRecord {
  const length = isWhole ? WHOLE : EXCERPT;
  const { args, answer, stderr } = call;
  const cut = { args: excerpt(args, length), answer: excerpt(answer, length) };
  return { ...call, ...cut, ...(stderr === undefined ? {} : { stderr: excerpt(stderr, length) }) };
}

function cleaned(
  { question, answer, ...rest }: AskedQuestion,
  clean: (text: string, most?: number) => string,
): AskedQuestion {
  return { ...rest, question: clean(question, QUESTION), answer: clean(answer) };
}

function rawAnswer({ outcome }: Exchange): string {
  return outcome.kind === 'result' ? (JSON.stringify(outcome.result) ?? '') : '';
}

function rounded({ askedAtMs, answeredAtMs }: NonNullable<CallRecord['pings']>[number]) {
  return {
    askedAtMs: tenths(askedAtMs),
    ...(answeredAtMs === undefined ? {} : { answeredAtMs: tenths(answeredAtMs) }),
  };
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
