/** What a step is expected to do, for people: known before it runs. */
import { expectationWords } from '../expect/words.ts';
import type { Json, PlannedStep } from '../model.ts';
import { expand } from '../template/expand.ts';
import type { SuiteContext } from './context.ts';
import { scopeOf } from './request.ts';
import type { StepHead } from './step.ts';

type Promising = Pick<SuiteContext, 'plan' | 'captures' | 'target' | 'redact'>;

export function promiseOf(context: Promising, step: PlannedStep): Pick<StepHead, 'description' | 'expects'> {
  const { description, kind, expect, repeat } = step;
  const kindOfAnswer = kind === 'http' ? 'http' : 'mcp';
  const words = expectationWords(expect, kindOfAnswer, expander(context, step), context.redact);
  const times = repeat.count === 1 ? [] : [`the same each of ${repeat.count} times`];
  return { ...(description === undefined ? {} : { description }), expects: [...words, ...times] };
}

/** What differs from call to call, or is not known, stays as it is written. */
function expander(context: Promising, step: PlannedStep): (operand: Json) => Json {
  const { i: _, ...scope } = scopeOf(context, step, 0);
  return (operand) => {
    if (/\$\{(?:uuid|i)\}/.test(JSON.stringify(operand))) return operand;
    try {
      return expand(operand, scope);
    } catch {
      return operand;
    }
  };
}
