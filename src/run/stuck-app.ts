/** An http step without an answer: has its route blocked the app that hosts the server, and where? */
import type { PlannedStep, RawFinding } from '../model.ts';
import type { SuiteContext } from './context.ts';
import { placeFindings } from './hang-place.ts';
import { hasAnswer } from './methods.ts';
import { isApp } from './safety.ts';
import { askAside } from './sign-of-life.ts';
import { whereItHangs } from './where.ts';

/**
 * `symptom`, or what is known of its cause: the next step would meet the blocked app otherwise. Only an app of ours that answers
 * neither ping nor the list, which it has given before, counts as blocked; asked for the place it may die.
 */
export async function judgeStuckApp(
  context: SuiteContext,
  step: PlannedStep,
  symptom: RawFinding,
): Promise<RawFinding[]> {
  const { plan, connection, stop, rooms } = context;
  const session = connection.current!.session;
  if (!isApp(plan.server) || session.closure || stop.aborted || !context.catalogue.isKnown) return [symptom];
  const signs = await Promise.all([askAside(context, session, 'ping'), askAside(context, session, 'tools/list')]);
  if (signs.some(hasAnswer) || session.closure || stop.aborted) return [symptom];
  connection.markStuck(step.name);
  session.excuse();
  const message = `${symptom.message} The app answers neither ping nor tools/list meanwhile.`;
  const blocked = rooms.toFinding(rooms.ruleInfo('loop-blocked'), { message });
  const located = plan.diagnose ? await whereItHangs(session.wire, { mayDie: true }) : undefined;
  const placed = located ? placeFindings(context, located, [blocked]) : [];
  return placed.length > 0 ? placed : [blocked];
}
