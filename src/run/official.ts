/**
 * What the official client would refuse although we could read it: users of a host lose it. It does not speak the stateless
 * revisions: of them it is asked only what they have left as it was.
 */
import { inspectAll, toFinding } from '../checks/check.ts';
import { toolChecks } from '../checks/index.ts';
import { ruleInfo } from '../checks/registry.ts';
import type { ListSubject, ToolSubject } from '../checks/subjects.ts';
import { isExplained } from '../findings/settle.ts';
import { isObject } from '../json/kind.ts';
import type { Exchange, RawFinding } from '../model.ts';
import { refusesResult, refusesToolList } from '../session/official.ts';
import type { Session } from '../session/session.ts';
import type { Stoppable } from './judging.ts';
import type { Request } from './step.ts';
import { MOST_TOOLS } from './tool-subjects.ts';

/** A finding for an answer that our own checks let pass and the official client would not. At once for what is plainly right. */
export function judgeOfficially(
  { dialect }: Pick<Session, 'dialect'>,
  { step, target }: Request,
  { outcome }: Exchange,
  findings: readonly RawFinding[],
): RawFinding[] | Promise<RawFinding[]> {
  // To be told why it refuses a large answer that is all wrong takes longer than all checks of ours.
  if (outcome.kind !== 'result' || isExplained('official-client', findings)) return [];
  const { result } = outcome;
  const refused = refusesResult(step.kind, dialect.isStateless ? withoutStructured(result) : result);
  return refused ? refused.then((why) => told(target, why)) : [];
}

/** It may be any value in 2026-07-28. */
function withoutStructured(result: unknown): unknown {
  if (!isObject(result)) return result;
  const { structuredContent: _, ...others } = result;
  return others;
}

function told(target: string, why: string | undefined): RawFinding[] {
  if (why === undefined) return [];
  const message = `The official client refuses the answer of ${JSON.stringify(target)}: users of a host get an error instead of it.`;
  return [toFinding(ruleInfo('official-client'), { message, evidence: why })];
}

/** The first page that the official client would refuse, which costs its users the whole list. */
export async function judgeListOfficially(
  { stop }: Stoppable,
  { dialect }: Pick<Session, 'dialect'>,
  tools: readonly ToolSubject[],
  exchanges: readonly Exchange[],
): Promise<Pick<ListSubject, 'official'>> {
  if (dialect.isStateless) return {};
  for (const { outcome } of exchanges) {
    if (outcome.kind !== 'result' || !isPage(outcome.result) || stop.aborted) continue;
    const verdict = await refusesToolList(outcome.result, MOST_TOOLS);
    if (verdict) return { official: { ...verdict, isItsLimit: isItsLimit(tools, verdict.culprits) } };
  }
  return {};
}

/** What is no page at all has a rule of its own (null-arrays, bad-envelope). */
function isPage(result: unknown): result is { readonly tools: readonly unknown[] } {
  const { tools, nextCursor } = (result ?? {}) as Record<string, unknown>;
  return Array.isArray(tools) && nextCursor !== null;
}

/** Tools that spoil the list for the official client and have no fault of their own meet a limit of that client. */
function isItsLimit(tools: readonly ToolSubject[], culprits: readonly string[]): boolean {
  const isAtFault = (tool: ToolSubject) => inspectAll(toolChecks, tool).some(({ level }) => level === 'error');
  const named = new Set(culprits);
  return culprits.length > 0 && !tools.some((tool) => named.has(tool.name) && isAtFault(tool));
}
