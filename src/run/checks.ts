/** All checks of a run by what they look at: ours, and those of the user's own, which are kept from doing harm. */
import type { Check, Note } from '../checks/check.ts';
import { clip } from '../checks/evidence.ts';
import { callChecks, closeChecks, connectChecks, framesChecks, listChecks, toolChecks } from '../checks/index.ts';
import { ruleInfo } from '../checks/registry.ts';
import { BudgetExceeded, withinCpu } from '../limits/budget.ts';
import type { CustomCheck, SubjectName } from '../model.ts';

/** Of one look. Whoever needs more is not asked again in this run. */
const CPU_MS = 1000;
const LONGEST = 2000;
const MOST_NOTES = 100;

const OURS = {
  connect: connectChecks,
  list: listChecks,
  tool: toolChecks,
  call: callChecks,
  frames: framesChecks,
  close: closeChecks,
};

export type Checks = typeof OURS;

export function checksFor(custom: readonly CustomCheck[] = []): Checks {
  if (custom.length === 0) return OURS;
  const withOwn = ([kind, ours]: [string, readonly unknown[]]) => [
    kind,
    [...ours, ...ownOf(custom, kind as SubjectName)],
  ];
  return Object.fromEntries(Object.entries(OURS).map(withOwn)) as Checks;
}

/** Each is followed by one that tells how it failed: that is no fault of the server's. */
function ownOf(custom: readonly CustomCheck[], kind: SubjectName): Check<object>[] {
  return custom.filter(({ subject }) => subject === kind).flatMap(guarded);
}

function guarded(check: CustomCheck): Check<object>[] {
  let failure: string | undefined;
  let isGivenUp = false;
  const look = (subject: object): Note[] => {
    const notes: Note[] = [];
    const answer = check.inspect(subject as never, ((note: unknown) => notes.push(noteOf(note))) as never);
    if (typeof (answer as PromiseLike<unknown> | undefined)?.then === 'function') {
      Promise.resolve(answer).catch(() => undefined);
      throw new TypeError('inspect must be synchronous');
    }
    return notes;
  };
  const inspect: Check<object>['inspect'] = (subject, add) => {
    if (isGivenUp) return;
    try {
      for (const note of withinCpu(CPU_MS, () => look(subject)).slice(0, MOST_NOTES)) add(note);
    } catch (error) {
      isGivenUp = error instanceof BudgetExceeded;
      failure = isGivenUp ? `was ${(error as Error).message}; it is not asked again` : `threw: ${wordsOf(error)}`;
    }
  };
  const tell: Check<object>['inspect'] = (_, add) => {
    if (failure !== undefined) add({ message: `The check \`${check.id}\` ${failure}.` });
    failure = undefined;
  };
  return [
    { ...check, inspect },
    { ...ruleInfo('custom-rule-failed'), inspect: tell },
  ];
}

/** Only what a note has, and no more of it than people read. */
function noteOf(note: unknown): Note {
  const { message, evidence, where, instead, level, hint } = (note ?? {}) as Partial<Note>;
  if (typeof message !== 'string' || message === '') throw new TypeError('a note needs a `message`');
  const texts = Object.entries({ evidence, where, instead, hint }).filter(([, value]) => value !== undefined);
  const wrong = texts.find(([, value]) => typeof value !== 'string');
  if (wrong) throw new TypeError(`\`${wrong[0]}\` of a note must be text`);
  const short = texts.map(([key, value]) => [key, clip(String(value), LONGEST)]);
  return { message: clip(message, LONGEST), ...Object.fromEntries(short), ...(level === undefined ? {} : { level }) };
}

function wordsOf(error: unknown): string {
  const { message } = (error ?? {}) as Partial<Error>;
  return clip(typeof message === 'string' && message !== '' ? message : String(error), LONGEST);
}
