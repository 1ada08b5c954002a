/** A scripted step with everything expanded: what is sent. */
import type { JsonObject, McpStep, PlannedStep } from '../model.ts';
import { expand, expandText, type Scope } from '../template/expand.ts';
import type { SuiteContext } from './context.ts';
import { PORT } from './hosted-app.ts';
import type { Request } from './step.ts';

/** `i` is the index of `repeat`. */
export function requestOf(context: SuiteContext, step: McpStep, i: number): Request {
  const scope = scopeOf(context, step, i);
  const target = expandText(step.target, scope);
  const args = expand(step.args, scope) as JsonObject;
  return { step, target, args, timeoutMs: step.timeoutMs ?? context.plan.timeoutMs, i };
}

/** Where the step's `${}` are looked up. */
export function scopeOf(
  { plan, captures, target }: Pick<SuiteContext, 'plan' | 'captures' | 'target'>,
  step: Pick<PlannedStep, 'vars'>,
  i: number,
): Scope {
  // A variable `port` of the file's own stays what it is.
  const isOurs = plan.vars['port'] === PORT && target.port !== undefined;
  const vars = { ...plan.vars, ...(isOurs ? { port: target.port! } : {}), ...step.vars };
  return { env: plan.env, vars, captures, i };
}
