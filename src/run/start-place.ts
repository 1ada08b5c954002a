/** Where a server hangs that does not answer initialize: in an import, in its lifespan, in a connection that it waits for. */
import type { Located } from '../diagnosis/stacks/locate.ts';
import { replacing } from '../findings/settle.ts';
import type { RawFinding } from '../model.ts';
import { judgeConnect } from './connect-step.ts';
import type { Connected } from './connection.ts';
import type { SuiteContext } from './context.ts';
import { placeFindings } from './hang-place.ts';
import { whereItHangs } from './where.ts';

/** What is wrong with the start, with the place where it hangs. The process may die of the question. */
export async function judgeStart(context: SuiteContext, connected: Connected): Promise<RawFinding[]> {
  const { session } = connected;
  const findings = judgeConnect(context, connected);
  const isHang = findings.some(({ rule }) => context.rooms.isHang(rule));
  if (!isHang || !context.plan.diagnose || context.stop.aborted) return findings;
  session.excuse();
  const { started, stderr, closure } = session.wire;
  // An app that is given up for not getting ready runs on until it has been asked.
  const runsOn = closure?.reason === 'not-ready';
  const located = await whereItHangs({ started, stderr, closure: runsOn ? undefined : closure }, { mayDie: true });
  return located ? replacing(placeFindings(context, atStart(located), findings), findings) : findings;
}

/** No tool runs yet, and an import at the start may just take its time. */
function atStart({ text, where, rule, says }: Located): Located {
  const place = { text, ...(where === undefined ? {} : { where }) };
  if (rule === 'import-deadlock') return { ...place, says: 'It was still in an import.' };
  return { ...place, ...(rule ? { rule } : {}), ...(says === undefined ? {} : { says }) };
}
