/** How the servers of one suite ended by themselves: the same end behind the same answer is one fault, told once. */
import { ruleInfo } from '../checks/registry.ts';
import type { Closure, Finding } from '../model.ts';
import type { HangLog } from './hang-log.ts';

const LIST = 'tools/list';

export interface End {
  readonly closure: Closure;
  /** What had been answered last, in words. */
  readonly behind: string | undefined;
  /** The step whose call it ended. */
  readonly during?: { readonly stepId: string; readonly key: string };
}

export class Ends {
  readonly #told: End[] = [];
  /** The call that an end was told of, before another server ended so behind a list. */
  blamed: string | undefined;

  note(end: End): void {
    if (!this.#told.some(({ closure }) => closure === end.closure)) this.#told.push(end);
  }

  /**
   * Whether one that ended behind tools/list has been told before: another server ended in the same way behind the same answer.
   * A call that was under way then must have been answered elsewhere: that it ends the server is ruled out.
   */
  isTold(closure: Closure | undefined, hangLog: HangLog): boolean {
    if (closure?.reason !== 'exit') return false;
    const isInnocent = ({ during }: End) =>
      during === undefined || hangLog.allOfKind(during.key).some((calls) => calls.some(({ isAnswered }) => isAnswered));
    const same = this.#told.find((end) => end.behind === LIST && isSameExit(end.closure, closure) && isInnocent(end));
    this.blamed ??= same?.during?.stepId;
    return same !== undefined;
  }
}

function isSameExit(one: Closure, other: Closure): boolean {
  return one.reason === other.reason && one.exitCode === other.exitCode && one.signal === other.signal;
}

const HINT =
  'Something behind the answer to tools/list ends the process: an exit() or an exception in what it starts. Read requests until stdin ends.';
const BEHIND =
  'So did another server, behind its answer to tools/list and with that call answered: the list sets it off, not the call.';

/** What was told of a call that was under way, when another server has shown that it is innocent. */
export function behindList(told: readonly Finding[]): Finding[] {
  return told
    .filter(({ rule, level }) => level === 'error' && ruleInfo(rule).isSymptom === true)
    .map((finding) => ({ ...finding, message: `${finding.message} ${BEHIND}`, hint: HINT }));
}
