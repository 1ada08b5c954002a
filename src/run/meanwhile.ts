/** What a server that answers did while a call of it hung: it asked us something, it told of progress. Facts, not causes. */
import { hangOf } from '../checks/registry.ts';
import { isObject } from '../json/kind.ts';
import { type Exchange, type Frame, isTimeout, type JsonObject, type RawFinding } from '../model.ts';
import { plural } from '../text/plural.ts';

const MOST_QUESTIONS = 5;

/** The findings, those about the hang with what came meanwhile. */
export function withMeanwhile(findings: readonly RawFinding[], exchange: Exchange): readonly RawFinding[] {
  if (!isTimeout(exchange)) return findings;
  const isHang = ({ rule }: RawFinding) => hangOf(rule) === 'answering';
  if (!findings.some(isHang)) return findings;
  const facts = [...questionsIn(exchange), ...progressIn(exchange)];
  if (facts.length === 0) return findings;
  const told = (evidence: string | undefined) => [...facts, evidence].filter(Boolean).join('\n');
  return findings.map((one) => (isHang(one) ? { ...one, evidence: told(one.evidence) } : one));
}

function questionsIn({ frames, earlierIds = [] }: Exchange): string[] {
  const messages = frames.map(messageOf);
  const answered = new Set(frames.flatMap((frame, at) => (frame.direction === 'out' ? idOfAnswer(messages[at]!) : [])));
  const told = frames.flatMap((frame, at) => {
    const { method, id } = messages[at]!;
    if (frame.direction !== 'in' || typeof method !== 'string' || id === undefined) return [];
    return [`The server asked ${method}, and ${answered.has(id) ? 'got an answer' : 'had no answer yet'}.`];
  });
  const rounds =
    earlierIds.length === 0 ? [] : [`The server asked for input in ${plural(earlierIds.length, 'round')}, and got it.`];
  return [...rounds, ...new Set(told)].slice(0, MOST_QUESTIONS);
}

function idOfAnswer({ method, id }: JsonObject): unknown[] {
  return method === undefined && id !== undefined ? [id] : [];
}

/** Of this call only: others may run beside it. */
function progressIn({ frames, id, sentAtMs, durationMs }: Exchange): string[] {
  const request = frames.find((frame) => frame.direction === 'out' && messageOf(frame)['id'] === id);
  const token = request && tokenIn(messageOf(request)['params'], '_meta');
  if (token === undefined) return [];
  const progress = frames.filter((frame) => {
    const { method, params } = messageOf(frame);
    return frame.direction === 'in' && method === 'notifications/progress' && tokenIn(params) === token;
  });
  const last = progress.at(-1);
  if (!last) return [];
  const before = Math.max(0, (sentAtMs + durationMs - last.atMs) / 1000).toFixed(1);
  return [`${plural(progress.length, 'notification')} of its progress came, the last ${before} s before the limit.`];
}

function tokenIn(params: unknown, key?: string): unknown {
  const holder = key !== undefined && isObject(params) ? params[key] : params;
  return isObject(holder) ? holder['progressToken'] : undefined;
}

function messageOf({ message }: Frame): JsonObject {
  return isObject(message) ? (message as JsonObject) : {};
}
