/** Where a call hangs, as the server's own runtime tells it, put into what its step reports. */
import { toFinding } from '../checks/check.ts';
import { hangOf, ruleInfo } from '../checks/registry.ts';
import type { Located } from '../diagnosis/stacks/locate.ts';
import { hangRules } from '../diagnosis/stacks/rules.ts';
import { replacing } from '../findings/settle.ts';
import type { Plan, RawFinding } from '../model.ts';
import type { Session } from '../session/session.ts';
import { onAbort, type StopSignal } from '../stopping.ts';
import { sleep } from '../waiting.ts';
import type { Connection } from './connection.ts';
import type { Hints } from './effects.ts';
import type { Hang, HangLog } from './hang-log.ts';
import { isAskedAgain } from './held-call.ts';
import type { Cleaning, Stoppable } from './judging.ts';
import { isApp, isSafeToRepeat } from './safety.ts';
import { firstAnsweredAt } from './target.ts';
import { whereAllHang } from './where.ts';

interface Placing extends Stoppable, Cleaning {
  readonly plan: Plan;
  readonly hangLog: HangLog;
}

interface Settling extends Placing, Hints {
  readonly connection: Connection;
}

export interface PlacedHang {
  readonly hang: Hang;
  readonly located: Located;
}

/** Asks the process that all of `hangs` belong to. It may die of the question, and is asked once; those that are placed. */
export async function placesIn(
  { plan, stop, hangLog, redact }: Placing,
  hangs: readonly Hang[],
): Promise<PlacedHang[]> {
  const [first] = hangs;
  if (!first || !plan.diagnose || stop.aborted) return [];
  const { session } = first.connected;
  const { wire } = session;
  const known = hangLog.placed.get(session);
  if (known) return known.filter(({ hang }) => hangs.includes(hang));
  // It may die of the question.
  session.excuse();
  const answered = wire.transport === 'stdio' ? { answeredAtMs: firstAnsweredAt(first.connected) } : {};
  const asking = whereAllHang(wire, { mayDie: true, redact, count: hangs.length, ...answered });
  const located = await unlessStopped(asking, stop);
  const placed = located ? assign(hangs, await withDeaf(session, located)) : [];
  hangLog.placed.set(session, placed);
  return placed;
}

/** What has been free all the time has had the time to answer; a process that died of the question says nothing of it. */
async function withDeaf(session: Session, located: readonly Located[]): Promise<readonly Located[]> {
  if (!located.some(({ isFree }) => isFree)) return located;
  await sleep(ANSWER_MS);
  const isDeaf = session.closure === undefined && session.pings.isOpen;
  return isDeaf ? located.map((one) => (one.isFree ? { ...one, isDeaf } : one)) : located;
}

/** The answer is not waited for any more once the run is to stop. */
async function unlessStopped<T>(asking: Promise<T>, stop: StopSignal): Promise<T | undefined> {
  let leave = () => {};
  const stopped = new Promise<undefined>((resolve) => {
    leave = onAbort(stop, () => resolve(undefined));
  });
  return Promise.race([asking, stopped]).finally(leave);
}

/**
 * A step whose call has blocked the server for good: the place at once, since nothing is to be gained by waiting. A call
 * that may be repeated is looked at again at the end instead.
 */
export async function withPlace(
  context: Settling,
  stepId: string,
  findings: readonly RawFinding[],
): Promise<RawFinding[]> {
  const hang = context.hangLog.hangs.find(({ request }) => request.step.id === stepId);
  if (!hang || context.connection.stuckIn === undefined || mayComeBack(context, hang)) return [...findings];
  // An earlier call may still hang in the same process: its place is not ours.
  const { session } = hang.connected;
  const here = context.hangLog.hangs.filter(({ connected }) => connected.session === session);
  const placed = (await placesIn(context, here)).find((one) => one.hang === hang);
  if (placed?.located.isDeaf) context.hangLog.explain(stepId);
  else context.hangLog.forget(stepId);
  return placed ? replacing(placeFindings(placed.located, findings), findings) : [...findings];
}

/** An app is ended before it can come back: it cannot run twice on its port. */
function mayComeBack(context: Pick<Settling, 'plan' | 'catalogue'>, { request, answeredBefore }: Hang): boolean {
  if (isApp(context.plan.server)) return false;
  return isSafeToRepeat(context, request) || (answeredBefore === 0 && isAskedAgain(context, request.step));
}

/** Time for an answer that is on its way. */
const ANSWER_MS = 100;

const READS_ON = 'The server is back where it reads its next message';

/**
 * A cause of its own where the stack shows one; otherwise the step's own finding with the place. Nothing is cut here: these texts
 * are cleaned on their way out.
 */
export function placeFindings(
  { rule, says: message, where, awaits, readsMessages, isFree, isDeaf }: Located,
  told: readonly RawFinding[],
): RawFinding[] {
  const place = where === undefined ? {} : { where };
  const finding = told.find((one) => hangOf(one.rule));
  // Why no answer comes is known: nothing hangs.
  if (!finding && told.some(({ also = [] }) => also.some((rule) => hangOf(rule)))) return [];
  // Nothing runs there now: a block that was seen has ended meanwhile, or none is what keeps the server from answering.
  if (isFree && !rule && finding && hangOf(finding.rule) === 'silent') return isDeaf ? [deaf(finding, message)] : [];
  // Whoever has our stdin takes nothing from a server that got all that we sent.
  const isIdle = awaits === true && finding !== undefined && hangOf(finding.rule) === 'answering';
  // It has read this call, and reads on: that is no place of the fault.
  if (isIdle && readsMessages) return [{ ...finding, message: `${finding.message} ${READS_ON} (${where}).` }];
  const cause = isIdle || !rule ? undefined : (hangRules.find(({ id }) => id === rule) ?? ruleInfo(rule));
  if (cause && message) return [toFinding(cause, { message, ...place, evidence: finding?.message ?? '' })];
  // An exception that is known says why, and nothing of the sort is awaited.
  if (!finding || (where === undefined && (message === undefined || finding.where !== undefined))) return [];
  return [{ ...finding, ...place, message: [finding.message, message].filter(Boolean).join(' ') }];
}

/** In the place of one that says that something blocks the server. */
function deaf(finding: RawFinding, says = ''): RawFinding {
  const message = `${finding.message} ${says} ${UNBLOCKED}`;
  const { info, ...hang } = toFinding(ruleInfo('hang-tool'), { message, hint: READ });
  return {
    ...hang,
    ...(finding.evidence ? { evidence: finding.evidence } : {}),
    info: { ...info!, explains: [finding.rule] },
  };
}

const UNBLOCKED =
  'So nothing blocks it: it reads its input no more, or keeps all that comes waiting until this call is done.';
const READ =
  'Look for what stops the reading of stdin (pause(), a listener that is removed), or for what every message has to wait for (a queue, a lock).';

/**
 * Of several calls that hang in one process each belongs where a function of its name is open; those that are left over,
 * to what is left over, where that is one place.
 */
function assign(hangs: readonly Hang[], located: readonly Located[]): PlacedHang[] {
  const placed = hangs.flatMap((hang) => {
    const places = located.filter(({ functions = [] }) => functions.some((name) => isNamed(name, hang.request.target)));
    return places.length === 0 ? [] : [{ hang, located: oneOf(places), places }];
  });
  const open = hangs.filter((hang) => !placed.some((one) => one.hang === hang));
  // Alone, it is in the likeliest place.
  if (hangs.length === 1 && open.length === 1) return [{ hang: open[0]!, located: located[0]! }];
  const left = located.filter((one) => !one.isBackground && !placed.some(({ places }) => places.includes(one)));
  const [place] = left;
  const isSure = place?.where !== undefined && left.length === open.length;
  return isSure && left.every(({ where }) => where === place.where)
    ? [...placed, ...open.map((hang) => ({ hang, located: place }))]
    : placed;
}

/** Which of the calls of one tool hangs where cannot be told where the places differ. */
function oneOf(places: readonly Located[]): Located {
  const [first] = places as [Located, ...Located[]];
  const differing = [...new Set(places.map(({ where = '' }) => where))];
  return differing.length === 1 ? first : { text: first.text, says: `Calls of it hang at ${differing.join(', ')}.` };
}

/** `main.left`, `Notes.left` and `left` are all the tool `left`. */
function isNamed(name: string, target: string): boolean {
  return name === target || name.endsWith(`.${target}`);
}
