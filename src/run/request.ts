/** A scripted step with everything expanded: what is sent. */
import type { JsonObject, PlannedStep } from '../model.ts';
import { expand, expandText, type Scope } from '../template/expand.ts';
import type { SuiteContext } from './context.ts';
import type { Request } from './step.ts';

/** `i` is the index of `repeat`. */
export function requestOf(context: SuiteContext, step: PlannedStep, i: number): Request {
  const scope = scopeOf(context, i);
  const target = expandText(step.target, scope);
  const args = expand(step.args, scope) as JsonObject;
  return { step, target, args, timeoutMs: step.timeoutMs ?? context.plan.timeoutMs, i };
}

/** Where the step's `${}` are looked up. */
export function scopeOf({ plan, captures }: SuiteContext, i: number): Scope {
  return { env: plan.env, vars: plan.vars, captures, i };
}
