/** Where a server hangs that does not answer initialize: in an import, in its lifespan, in a connection that it waits for. */
import type { Located } from '../diagnosis/stacks/locate.ts';
import { hangRules } from '../diagnosis/stacks/rules.ts';
import { replacing } from '../findings/settle.ts';
import type { RawFinding } from '../model.ts';
import { judgeConnect, type Start } from './connect-step.ts';
import { placeFindings } from './hang-place.ts';
import type { Connected } from './target.ts';
import { whereItHangs } from './where.ts';

/** What is wrong with the start, with the place where it hangs. The process may die of the question. */
export async function judgeStart(context: Start, connected: Connected): Promise<RawFinding[]> {
  const { session } = connected;
  const { redact } = context;
  const findings = judgeConnect(context, connected);
  const isHang = findings.some(({ info }) => info?.isHang);
  if (!isHang || !context.plan.diagnose || context.stop.aborted) return findings;
  session.excuse();
  const { started, stderr, closure } = session.wire;
  // An app that is given up for not getting ready runs on until it has been asked.
  const runsOn = closure?.reason === 'not-ready';
  const located = await whereItHangs(
    { started, stderr, closure: runsOn ? undefined : closure },
    { mayDie: true, redact },
  );
  return located ? replacing(placeFindings(atStart(located), findings), findings) : findings;
}

/** No tool runs yet, and an import at the start may just take its time. */
function atStart({ text, where, rule, says, readsMessages }: Located): Located {
  const place = { text, ...(where === undefined ? {} : { where }) };
  const isOfCalls = hangRules.find(({ id }) => id === rule)?.isOfCalls === true;
  if (readsMessages) return { ...place, says: 'It waits for more on its stdin.' };
  if (isOfCalls) return { ...place, says: 'It was still in an import.' };
  return { ...place, ...(rule ? { rule } : {}), ...(says === undefined ? {} : { says }) };
}
