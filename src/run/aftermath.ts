/**
 * What becomes of calls that got no answer. A process that reacts to nothing any more is held while a fresh one takes the
 * remaining steps; at the end it is looked at again: has it come back, does the call work now, and where is it stuck?
 */
import { toFinding } from '../checks/check.ts';
import { ruleInfo } from '../checks/registry.ts';
import { hangRules } from '../diagnosis/stacks/rules.ts';
import { hasAnswer, type JsonObject, type RawFinding, type ScriptedKind } from '../model.ts';
import type { SuiteContext } from './context.ts';
import type { Asked, Hang } from './hang-log.ts';
import { placeFindings, placesIn } from './hang-place.ts';
import { requestFor } from './methods.ts';
import { isSafeToRepeat } from './safety.ts';
import { hangsLater, isAnsweredLater, provenByScript } from './script-evidence.ts';
import type { Connected } from './target.ts';

/** How long a held process may take to come back, after all other steps have run. */
const COME_BACK_MS = 3000;
const REPEAT_MS = 5000;
const AT_ONCE = 8;

/** What a second look found; it belongs to the step whose call hung. */
export interface Aftermath {
  readonly stepId: string;
  readonly findings: readonly RawFinding[];
}

/** What a step reported when it ended. */
type Told = (stepId: string) => readonly RawFinding[];

/** Looks at every hang again; the held processes may be ended afterwards. Never rejects for what the server does. */
export async function lookAgain(context: SuiteContext, told: Told): Promise<Aftermath[]> {
  if (context.stop.aborted) return [];
  // Where the cause has been seen, that is the root.
  const isPlaced = ({ request }: Hang) =>
    told(request.step.id).some(({ rule }) => rule === 'reads-stdin' || hangRules.some(({ id }) => id === rule));
  const proven = provenByScript(context.hangLog)
    .filter(({ hang }) => !isPlaced(hang))
    .map(({ hang, finding }) => ({ stepId: hang.request.step.id, findings: [finding] }));
  const open = context.hangLog.hangs.filter(({ request }) => !proven.some(({ stepId }) => stepId === request.step.id));
  const looked = await sideBySide(open, async (hang) => {
    const finding = await look(context, hang);
    return finding ? [{ stepId: hang.request.step.id, findings: [finding] }] : [];
  });
  const aftermaths = [...proven, ...looked];
  // Last, since some runtimes only tell by dying.
  return [...aftermaths, ...(await placesOf(context, aftermaths, told))];
}

/** Where the calls hang that still do. */
async function placesOf(context: SuiteContext, known: readonly Aftermath[], told: Told): Promise<Aftermath[]> {
  const isOpen = ({ step }: Asked) => step.kind !== 'http' && !known.some(({ stepId }) => stepId === step.id);
  const open = context.hangLog.hangs.filter(({ request }) => isOpen(request));
  const sessions = new Set(open.map(({ connected }) => connected.session));
  return sideBySide([...sessions], async (session) => {
    const here = open.filter(({ connected }) => connected.session === session);
    return (await placesIn(context, here)).map(({ hang, located }) => {
      const stepId = hang.request.step.id;
      return { stepId, findings: placeFindings(located, told(stepId)) };
    });
  });
}

/** A few at once, since each may start a process; what they find stands in the order of the items. */
async function sideBySide<T>(items: readonly T[], look: (item: T) => Promise<Aftermath[]>): Promise<Aftermath[]> {
  const found: Aftermath[][] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) found[index] = await look(items[index]!);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return found.flat();
}

async function look(context: SuiteContext, hang: Hang): Promise<RawFinding | undefined> {
  if (!isSafeToRepeat(context, hang.request)) return undefined;
  const { hangLog } = context;
  if (hang.answeredBefore === 0) return hangsLater(hangLog, hang) ? undefined : firstCallHang(context, hang);
  // An app cannot run twice.
  return hang.request.again || isAnsweredLater(hangLog, hang) ? undefined : secondCallHang(context, hang);
}

/** The first call of its kind hung: does the same process answer it now? */
async function firstCallHang(context: SuiteContext, hang: Hang): Promise<RawFinding | undefined> {
  const { session } = hang.connected;
  const sign = await session.signOfLife({ timeoutMs: COME_BACK_MS, signal: context.stop });
  if (!hasAnswer(sign)) return undefined;
  const ms = await repeat(context, hang, hang.connected);
  if (ms === undefined) return undefined;
  const message = `The first call of ${name(hang)} got no answer; the same call, made again later, got one in ${ms} ms.`;
  return toFinding(ruleInfo('first-call-hang'), { message });
}

/** Earlier calls of its kind were answered: does a fresh process answer this one, as its first? */
async function secondCallHang(context: SuiteContext, hang: Hang): Promise<RawFinding | undefined> {
  if (context.stop.aborted) return undefined;
  const fresh = await context.target.open(context.stop);
  const ms = fresh.handshake.info ? await repeat(context, hang, fresh) : undefined;
  await context.target.endBeside(fresh);
  if (ms === undefined) return undefined;
  const count = hang.answeredBefore + 1;
  const message = `Call ${count} of ${name(hang)} in one process got no answer; as the first call of a fresh process it gets one in ${ms} ms.`;
  return toFinding(ruleInfo('second-call-hang'), { message });
}

/** How many milliseconds the answer took; undefined when there was none again. */
async function repeat(context: SuiteContext, { request }: Hang, { session }: Connected): Promise<number | undefined> {
  const { step, target, args, again } = request;
  const timeoutMs = Math.min(request.timeoutMs, REPEAT_MS);
  const startedAt = performance.now();
  if (again) return (await again(timeoutMs)) ? Math.round(performance.now() - startedAt) : undefined;
  const { method, params } = requestFor(step.kind as ScriptedKind, target, args as JsonObject);
  const exchange = await session.request(method, params, { timeoutMs, signal: context.stop });
  return hasAnswer(exchange) ? Math.round(exchange.durationMs) : undefined;
}

function name({ request }: Hang): string {
  return JSON.stringify(request.target);
}
