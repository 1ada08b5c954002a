/** The answer of a step against the one that is kept of it. Loaded only for steps with `snapshot`. */
import { toFinding } from '../checks/check.ts';
import { ruleInfo } from '../checks/registry.ts';
import { withoutIgnored } from '../contract/ignored.ts';
import { type Answer, differenceFrom, isTooLarge, type KeptAnswer, keptAnswer } from '../contract/snapshot.ts';
import { difference } from '../expect/difference.ts';
import { showOperand, showReceived } from '../expect/mismatch.ts';
import type { Json, PlannedStep, RawFinding } from '../model.ts';
import type { SuiteContext } from './context.ts';
import { formatPlace } from './place.ts';

const ANEW = 'If it is right as it is now, keep it: mcp-smoke run --update-snapshots.';

/** Pure, as `patiently` asks, but for what it gives to be kept, which is the same each time. */
export function judgeSnapshot({ lock, redactor }: SuiteContext, step: PlannedStep, came: Answer): RawFinding[] {
  const { snapshot } = step.expect;
  if (!snapshot || !lock) return [];
  const where = formatPlace(snapshot.at);
  const left = stripped(keptAnswer(came), snapshot.ignore);
  if ('unchecked' in left) {
    const message = `snapshot: not checked, ${left.unchecked}`;
    return [toFinding(ruleInfo('not-checked'), { message, where })];
  }
  const fail = (message: string, evidence: string, hint = ANEW) => [
    toFinding(ruleInfo('expectation'), { message, evidence, hint, where }),
  ];
  // Before it is cleaned, which takes its time.
  if (isTooLarge(left.answer))
    return fail(
      'snapshot: the answer is larger than 256 KiB',
      'it is not kept',
      'Ignore parts of it, or say by matchers what matters.',
    );
  const now = { answer: redactor.value(left.answer) };
  const { kept, writes } = lock.answers;
  const known = kept.get(step.name);
  const before = known && stripped(known, snapshot.ignore);
  const isDifferent = before && 'answer' in before ? differenceFrom(before.answer, now.answer) : undefined;
  if (writes === 'all' || (writes === 'first' && !known)) {
    // What is the same but for a secret stays as it is.
    if (!known || isDifferent) lock.keepAnswer(step.id, step.name, now.answer);
    return [];
  }
  const received = `received: ${showReceived(valueIn(now.answer), (text) => text)}`;
  if (!known) return fail(`snapshot: no answer of this step is kept in ${lock.file}`, received, UNKNOWN);
  if (!isDifferent) return [];
  const { expected, received: instead } = isDifferent;
  const diff = difference(expected, instead, (text) => text) ?? `expected ${showOperand(expected, (text) => text)}`;
  return fail(`snapshot: the answer is another than the one in ${lock.file}`, `${received}\n${diff}`);
}

const UNKNOWN =
  'Here none is written (under CI, and where nothing may be): run mcp-smoke run --update-snapshots where you develop, look at the answer, and commit the lock file.';

function valueIn({ structured, text, result }: KeptAnswer): Json {
  return structured ?? text ?? result ?? null;
}

function stripped(
  answer: KeptAnswer,
  paths: readonly string[],
): { readonly answer: KeptAnswer } | { readonly unchecked: string } {
  const [key] = Object.keys(answer) as (keyof KeptAnswer)[];
  const left = withoutIgnored(valueIn(answer), paths);
  return 'unchecked' in left ? left : { answer: { [key!]: left.value } };
}
