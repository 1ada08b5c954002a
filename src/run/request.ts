/** A scripted step with everything expanded: what is sent. */
import type { Json, JsonObject, McpStep, Plan, PlannedStep } from '../model.ts';
import { expand, expandText, type Scope } from '../template/expand.ts';
import { PORT } from './hosted-app.ts';
import type { Request } from './step.ts';
import type { Target } from './target.ts';

/** What can stand for a `${}`. */
interface Known {
  readonly plan: Plan;
  readonly captures: ReadonlyMap<string, Json>;
  readonly target: Target;
}

/** `i` is the index of `repeat`. */
export function requestOf(context: Known, step: McpStep, i: number, scope = scopeOf(context, step, i)): Request {
  const target = expandText(step.target, scope);
  const args = expand(step.args, scope) as JsonObject;
  return { step, target, args, timeoutMs: step.timeoutMs ?? context.plan.timeoutMs, i };
}

/** Where the step's `${}` are looked up. */
export function scopeOf({ plan, captures, target }: Known, step: Pick<PlannedStep, 'vars'>, i: number): Scope {
  // A variable `port` of the file's own stays what it is.
  const isOurs = plan.vars['port'] === PORT && target.port !== undefined;
  const vars = { ...plan.vars, ...(isOurs ? { port: target.port! } : {}), ...step.vars };
  return { env: plan.env, vars, captures, i };
}
