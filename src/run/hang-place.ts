/** Where a call hangs, as the server's own runtime tells it, put into what its step reports. */
import type { Located } from '../diagnosis/stacks/locate.ts';
import { hangRules } from '../diagnosis/stacks/rules.ts';
import type { Finding } from '../model.ts';
import type { SuiteContext } from './context.ts';
import type { Hang } from './hang-log.ts';
import { isApp, isSafeToRepeat } from './safety.ts';
import { whereItHangs } from './where.ts';

const SYMPTOMS = ['reads-stdin', 'hang-tool', 'loop-blocked'];

export interface PlacedHang {
  readonly hang: Hang;
  readonly located: Located;
}

/** Asks the process that all of `hangs` belong to. It may die of the question. Undefined where nothing can be told. */
export async function placeOf({ plan, stop }: SuiteContext, hangs: readonly Hang[]): Promise<PlacedHang | undefined> {
  const [first] = hangs;
  if (!first || !plan.diagnose || stop.aborted) return undefined;
  // It may die of the question.
  first.connected.session.excuse();
  const asking = whereItHangs(first.connected.session.wire, { mayDie: true });
  const located = await unlessStopped(asking, stop);
  const hang = located && theOne(hangs, located);
  return hang && { hang, located };
}

/** The answer is not waited for any more once the run is to stop. */
async function unlessStopped<T>(asking: Promise<T>, stop: AbortSignal): Promise<T | undefined> {
  const done = new AbortController();
  const stopped = new Promise<undefined>((resolve) => {
    stop.addEventListener('abort', () => resolve(undefined), { once: true, signal: done.signal });
  });
  return Promise.race([asking, stopped]).finally(() => done.abort());
}

/**
 * A step whose call has blocked the server for good: the place at once, since nothing is to be gained by waiting. A call
 * that may be repeated is looked at again at the end instead.
 */
export async function withPlace(
  context: SuiteContext,
  stepId: string,
  findings: readonly Finding[],
): Promise<Finding[]> {
  const hang = context.hangLog.hangs.find(({ request }) => request.step.id === stepId);
  if (!hang || context.connection.stuckIn === undefined || mayComeBack(context, hang)) return [...findings];
  // An earlier call may still hang in the same process: its place is not ours.
  const { session } = hang.connected;
  const placed = await placeOf(
    context,
    context.hangLog.hangs.filter(({ connected }) => connected.session === session),
  );
  context.hangLog.forget(stepId);
  return placed?.hang === hang ? merge(placeFindings(context, placed.located, findings), findings) : [...findings];
}

/** An app is ended before it can come back: it cannot run twice on its port. */
function mayComeBack(context: SuiteContext, { request }: Hang): boolean {
  return !isApp(context.plan.server) && isSafeToRepeat(context, request);
}

/** A cause of its own where the stack shows one; otherwise the step's own finding with the place. */
export function placeFindings(
  { rooms, redact }: SuiteContext,
  { rule, says, where, awaits }: Located,
  told: readonly Finding[],
): Finding[] {
  const place = where === undefined ? {} : { where: redact(where) };
  const message = says === undefined ? undefined : redact(says);
  const finding = told.find((one) => SYMPTOMS.includes(one.rule));
  // A child that only has our stdin takes nothing from a server that got all that we sent.
  const isIdle = awaits === true && finding?.rule === 'hang-tool';
  const cause = isIdle ? undefined : hangRules.find(({ id }) => id === rule);
  if (cause && message) return [rooms.toFinding(cause, { message, ...place, evidence: finding?.message ?? '' })];
  if (!finding || (where === undefined && message === undefined)) return [];
  return [{ ...finding, ...place, message: [finding.message, message].filter(Boolean).join(' ') }];
}

/**
 * What is known later takes the place of what was said under the same rule, and a cause that of the symptom: a child that
 * eats our pings makes a loop look blocked that is not.
 */
export function merge(later: readonly Finding[], earlier: readonly Finding[]): Finding[] {
  const isExplained = later.some(({ rule }) => hangRules.some(({ id }) => id === rule));
  const isOut = ({ rule }: Finding) =>
    later.some((one) => one.rule === rule) || (isExplained && SYMPTOMS.includes(rule));
  return [...later, ...earlier.filter((finding) => !isOut(finding))];
}

/** Of several calls that hang in one process only one can be told apart: the one whose function it is stuck in. */
function theOne(hangs: readonly Hang[], { where = '' }: Located): Hang | undefined {
  return hangs.length === 1 ? hangs[0] : hangs.find(({ request }) => where.endsWith(` in ${request.target}`));
}
