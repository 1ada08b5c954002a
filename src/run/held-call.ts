/**
 * A call that got its process stuck, made once more by the script itself: it goes to that very process where it has come back, as
 * a host would send it, and shows what only the first call did. It is sent once, as the script has it.
 */
import { hasAnswer, type McpStep, type Plan, type PlannedStep } from '../model.ts';
import type { SuiteContext } from './context.ts';
import { type Hang, identityOf } from './hang-log.ts';
import { requestOf } from './request.ts';
import { askAlive } from './sign-of-life.ts';
import type { Connected } from './target.ts';

/**
 * Carries the step out, in the process that hung in the same call before if it answers our pings again. Nothing is lost for the step:
 * a fresh process hung in this call as its first, so another one most likely does the same. What it captures is for later
 * steps, which run elsewhere: such a step, and one of many calls, is none of these.
 */
export async function withHeld<T>(context: SuiteContext, step: PlannedStep, carryOut: () => Promise<T>): Promise<T> {
  const held = await comeBack(context, step);
  if (!held) return carryOut();
  const giveBack = context.connection.borrow(held);
  // What came from it meanwhile belongs to no step.
  context.cursor.startAt(held.session);
  return carryOut().finally(giveBack);
}

/** Whether a later step makes the very call of this one. */
export function isAskedAgain({ plan }: { readonly plan: Plan }, step: PlannedStep): boolean {
  const all = [...plan.steps, ...plan.teardown];
  const later = all.slice(all.findIndex(({ id }) => id === step.id) + 1);
  const callOf = ({ kind, target, args }: PlannedStep) => JSON.stringify([kind, target, args]);
  return later.some((one) => one.skip === undefined && isAlone(one) && callOf(one) === callOf(step));
}

async function comeBack(context: SuiteContext, step: PlannedStep): Promise<Connected | undefined> {
  const { connection, plan, hangLog, stop } = context;
  const isAside = connection.isUsable || connection.stuckIn !== undefined;
  if (plan.server.transport !== 'stdio' || !isAside || !isAlone(step) || !isMcp(step)) return undefined;
  const { key, args } = identityOf(requestOf(context, step, 0));
  const isFirst = (hang: Hang) => hangLog.callsOf(hang).find((one) => one.key === key)?.seq === hang.seq;
  const hang = hangLog.firstHangs.find((one) => one.key === key && one.args === args && isFirst(one));
  if (!hang || stop.aborted || !connection.isAside(hang.connected)) return undefined;
  const { session } = hang.connected;
  const isBack = !session.pings.isOpen || hasAnswer(await askAlive(context, session));
  return isBack && !session.closure && !session.isMidLine ? hang.connected : undefined;
}

function isAlone({ repeat, capture }: PlannedStep): boolean {
  return repeat.count === 1 && capture.length === 0;
}

function isMcp(step: PlannedStep): step is McpStep {
  return step.kind !== 'http';
}
