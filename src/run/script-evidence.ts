/** What the script's own calls tell of those that hung: the same call was answered before, or is answered later. No extra call is made. */
import { toFinding } from '../checks/check.ts';
import { ruleInfo } from '../checks/registry.ts';
import type { RawFinding } from '../model.ts';
import { type Called, type Hang, type HangLog, isDoneBefore } from './hang-log.ts';

/** By step. Says nothing where the same call is answered now and then. */
export function provenByScript(hangLog: HangLog): { hang: Hang; finding: RawFinding }[] {
  return hangLog.firstHangs.flatMap((hang) => {
    const proof = firstCallProof(hangLog, hang) ?? laterCallProof(hangLog, hang) ?? freshProof(hangLog, hang);
    if (!proof) return [];
    return [{ hang, finding: toFinding(ruleInfo(proof.rule), { message: proof.message }) }];
  });
}

/** So many answers before the hang are no chance; of fewer the next call must hang as well. */
const ENOUGH = 3;

interface Proof {
  readonly rule: 'first-call-hang' | 'second-call-hang';
  readonly message: string;
}

/**
 * The first call of its kind got no answer, and the next one in the same process got one. With other arguments that may be due
 * to them, unless it is the same with another tool.
 */
function firstCallProof(hangLog: HangLog, hang: Hang): Proof | undefined {
  const next = nextAnswered(hangLog.callsOf(hang), hang);
  if (!next || hang.answeredBefore > 0 || hangsLater(hangLog, hang)) return undefined;
  const isProven =
    next.args === hang.args ||
    hangLog.firstHangs.some((other) => isFirstOfAnother(hangLog.callsOf(other), hang, other));
  if (!isProven) return undefined;
  const message = `The first call of ${name(hang)} got no answer; the next one in the same process got one in ${Math.round(next.durationMs)} ms.`;
  return { rule: 'first-call-hang', message };
}

function isFirstOfAnother(calls: readonly Called[], hang: Hang, other: Hang): boolean {
  return other.key !== hang.key && other.answeredBefore === 0 && nextAnswered(calls, other) !== undefined;
}

/** Only the very first of a process, and none before it but what hung as well. */
function nextAnswered(calls: readonly Called[], { key, seq }: Hang): Called | undefined {
  const alike = calls.filter((one) => one.key === key);
  return alike[0]?.seq === seq ? alike.find((one) => one.seq > seq && one.isAnswered) : undefined;
}

/** A process that had answered a call of this kind hung in a later one: it is not the first that hangs. */
export function hangsLater(hangLog: HangLog, { key }: Hang): boolean {
  return hangLog.allOfKind(key).some((calls) => {
    const answered = calls.findIndex(({ isAnswered }) => isAnswered);
    return answered >= 0 && calls.slice(answered).some(({ isAnswered }) => !isAnswered);
  });
}

/** The process goes on answering calls of this kind. */
export function isAnsweredLater(hangLog: HangLog, hang: Hang): boolean {
  return hangLog.callsOf(hang).some(({ key, seq, isAnswered }) => isAnswered && key === hang.key && seq > hang.seq);
}

/** What its process answered before it does not any more, this call and the ones behind it. */
export function isWornOut(hangLog: HangLog, stepId: string): boolean {
  const hang = hangLog.firstHangs.find(({ request }) => request.step.id === stepId);
  if (!hang) return false;
  const { before, after } = around(hangLog, hang);
  return before.length > 0 && after.length > 0 && !after.some(({ isAnswered }) => isAnswered);
}

/** The same call in the same process: what was answered before, and all behind. */
function around(hangLog: HangLog, hang: Hang): { before: readonly Called[]; after: readonly Called[] } {
  const same = hangLog.callsOf(hang).filter(({ key, args }) => key === hang.key && args === hang.args);
  const before = same.filter((one) => isDoneBefore(one, hang));
  return { before, after: same.filter(({ seq }) => seq > hang.seq) };
}

/** The same call was answered before in this process, and never again after it. */
function laterCallProof(hangLog: HangLog, hang: Hang): Proof | undefined {
  const { before, after } = around(hangLog, hang);
  const isProven = before.length >= ENOUGH || (before.length > 0 && after.length > 0);
  if (!isProven || after.some(({ isAnswered }) => isAnswered)) return undefined;
  const count = before.length === 1 ? 'one call' : `${before.length} calls`;
  const message = `After ${count} of ${name(hang)} that were answered in one process, the same call, with the same arguments, got no answer.`;
  return { rule: 'second-call-hang', message };
}

/** The same call was answered before in this process, and as the first of a fresh one; by no process more often than by this one. */
function freshProof(hangLog: HangLog, hang: Hang): Proof | undefined {
  const isSame = ({ key, args, isAnswered }: Called) => key === hang.key && args === hang.args && isAnswered;
  const answered = hangLog.callsOf(hang).filter(isSame);
  const before = answered.length;
  const fresh = hangLog.sameElsewhere(hang);
  const first = fresh.map(([one]) => one).find((one) => one?.isAnswered);
  const isNowAndThen =
    answered.some(({ seq }) => seq > hang.seq) ||
    fresh.some((calls) => calls.filter(({ isAnswered }) => isAnswered).length > before);
  if (before === 0 || !first || isNowAndThen) return undefined;
  const message = `Call ${hang.answeredBefore + 1} of ${name(hang)} in one process got no answer; as the first call of a fresh process it gets one in ${Math.round(first.durationMs)} ms.`;
  return { rule: 'second-call-hang', message };
}

function name({ request }: Hang): string {
  return JSON.stringify(request.target);
}
