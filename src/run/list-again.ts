/** A server may change its list, and says so (MCP 2025-11-25, Tools, List Changed Notification): later steps get the new tools. */
import { toFinding } from '../checks/check.ts';
import { ruleInfo } from '../checks/registry.ts';
import type { ListSubject, ToolSubject } from '../checks/subjects.ts';
import { settle, statusOf } from '../findings/settle.ts';
import { isObject } from '../json/kind.ts';
import type { PlannedStep, RawFinding } from '../model.ts';
import { listAll } from '../session/paging.ts';
import type { Session } from '../session/session.ts';
import { pause } from '../wire/in-turns.ts';
import type { Catalogue } from './catalogue.ts';
import type { SuiteContext } from './context.ts';
import { judgeFrames, saysChanged } from './frames.ts';
import { explainedList } from './list-causes.ts';
import { isGivenUp } from './methods.ts';
import { judgeSchemas } from './schema-step.ts';
import type { StepOutcome } from './step.ts';
import { toolSubjects } from './tool-subjects.ts';

/** The notification may come behind the list that we asked for because of it. */
const MOST_ROUNDS = 2;
/** How long the notification is waited for, in turns of our loop. */
const WORD_MS = 1000;
const TURN_MS = 5;

/** Carries the step out, on the list as it is now; what is wrong with a new list is told with the step. */
export async function onNewList(
  context: SuiteContext,
  step: PlannedStep,
  carryOut: () => Promise<StepOutcome>,
): Promise<StepOutcome> {
  const listed: RawFinding[] = [];
  for (let round = 0; round < MOST_ROUNDS && (isStale(context) || isUnheardOf(context, step, round)); round++)
    listed.push(...(await listAgain(context, step.target)));
  const outcome = await carryOut();
  if (listed.length === 0) return outcome;
  const findings = [...listed, ...outcome.findings];
  const status = outcome.status === 'passed' ? statusOf(settle(findings, context.plan.rules)) : outcome.status;
  return { ...outcome, status, findings };
}

function isStale({ connection, catalogue, cursor }: SuiteContext): boolean {
  const session = connection.isUsable ? connection.current?.session : undefined;
  if (!session || !catalogue.isKnown) return false;
  return catalogue.isStaleFor(session) || saysChanged(cursor.peek(session));
}

/** A tool that is not listed may have come since: the server is asked before it is called missing. */
function isUnheardOf({ connection, catalogue }: SuiteContext, step: PlannedStep, round: number): boolean {
  if (round > 0 || !catalogue.isKnown || !connection.isUsable) return false;
  return step.kind === 'call' && !step.sendInvalid && !step.target.includes('${') && !catalogue.tools.has(step.target);
}

/** The new tools take the place of the old ones, where the server has said that they have changed. */
async function listAgain(context: SuiteContext, wanted: string): Promise<RawFinding[]> {
  const { connection, plan, stop, catalogue, cursor } = context;
  const { session, handshake } = connection.current!;
  const { capabilities, protocol } = handshake.info!;
  const wasTold = isStale(context);
  catalogue.renewed(session, false);
  context.asked.note('tools/list');
  const { pages, items, total, stopped } = await listAll(session, 'tools/list', 'tools', {
    timeoutMs: plan.timeoutMs,
    liveness: true,
    signal: stop,
  });
  const exchanges = pages.map(({ exchange }) => exchange);
  if (exchanges.some(isGivenUp)) return [];
  // Without a subscription nobody is told in the era without sessions.
  const mayHear = !session.dialect.isStateless;
  const isNew = !wasTold && isNews(catalogue, items, wanted);
  if (isNew && mayHear) await untilTold(context, session);
  const isTold = wasTold || saysChanged(cursor.peek(session));
  const strays = judgeFrames(context, { phase: 'list', exchanges });
  // What came while we asked belongs to this list, unless its word came first now.
  catalogue.renewed(session, isTold && !wasTold);
  const tools = await toolSubjects(context, items, protocol);
  if (stopped === 'no-answer') {
    const subject: ListSubject = { capabilities, pages, tools, total, protocol, stopped };
    return [...explainedList(context, subject, context.inspect(context.checks.list, subject)), ...strays];
  }
  const untold = isNew && mayHear && !isTold && !session.closure ? [untoldOf(wanted)] : [];
  const isAdopted = wasTold || session.dialect.isStateless || (isNew && !isTold);
  return isAdopted ? [...(await adopt(context, tools)), ...untold, ...strays] : strays;
}

function untoldOf(wanted: string): RawFinding {
  const message = `${wanted} was not listed before and is now, and no notifications/tools/list_changed came within ${WORD_MS} ms.`;
  return toFinding(ruleInfo('list-change-untold'), { message });
}

/** The tool is there now, and was not before. */
function isNews({ tools }: Catalogue, items: readonly unknown[], wanted: string): boolean {
  return !tools.has(wanted) && items.some((item) => isObject(item) && item['name'] === wanted);
}

/** A server may tell of a change a moment after a list that shows it: only then is the change one that nobody is told of. */
async function untilTold({ cursor, stop }: SuiteContext, session: Session): Promise<void> {
  for (let waited = 0; waited < WORD_MS && !stop.aborted && !session.closure; waited += TURN_MS) {
    if (saysChanged(cursor.peek(session))) return;
    await pause(TURN_MS);
  }
}

/** Only what is new is judged: the rest has been. */
async function adopt(context: SuiteContext, tools: readonly ToolSubject[]): Promise<RawFinding[]> {
  const isNew = ({ name, raw }: ToolSubject) =>
    JSON.stringify(raw) !== JSON.stringify(context.catalogue.tools.get(name)?.raw);
  const { findings } = await judgeSchemas(context, tools.filter(isNew));
  context.catalogue.replace(tools);
  return findings;
}
