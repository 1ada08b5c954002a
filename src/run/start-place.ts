/** Where a server hangs that does not answer initialize: in an import, in its lifespan, in a connection that it waits for. */
import type { Located } from '../diagnosis/stacks/locate.ts';
import { hangRules } from '../diagnosis/stacks/rules.ts';
import type { RawFinding } from '../model.ts';
import { judgeConnect } from './connect-step.ts';
import type { SuiteContext } from './context.ts';
import { placeFindings, replacing } from './hang-place.ts';
import type { Connected } from './target.ts';
import { whereItHangs } from './where.ts';

/** What is wrong with the start, with the place where it hangs. The process may die of the question. */
export async function judgeStart(context: SuiteContext, connected: Connected): Promise<RawFinding[]> {
  const { session } = connected;
  const findings = judgeConnect(context, connected);
  const isHang = findings.some(({ info }) => info?.isHang);
  if (!isHang || !context.plan.diagnose || context.stop.aborted) return findings;
  session.excuse();
  const located = await whereItHangs(session.wire, { mayDie: true });
  return located ? replacing(placeFindings(context, atStart(located), findings), findings) : findings;
}

/** No tool runs yet, and an import at the start may just take its time. */
function atStart({ text, where, rule, says }: Located): Located {
  const place = { text, ...(where === undefined ? {} : { where }) };
  if (rule === undefined || hangRules.find(({ id }) => id === rule)?.isOfCalls) return place;
  return { ...place, rule, ...(says === undefined ? {} : { says }) };
}
