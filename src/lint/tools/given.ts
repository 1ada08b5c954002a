/** What a call gives to the parameters of the function that it calls, where that is a literal. */
import type { Call, Expr, Fn } from '../facts.ts';
import type { Values } from '../project/values.ts';
import { type Given, truthOf } from '../truth.ts';

/** `given`: what the caller was given itself. */
export function givenTo(fn: Fn, call: Call, given: Given | undefined, values: Values): Given | undefined {
  if (
    call.hasSpread ||
    /^__a?(?:enter|exit)__$/.test(fn.name) ||
    call.args.some((arg) => arg.kind === 'function' && arg.fn === fn)
  )
    return undefined;
  const isPython = fn.file().language === 'python';
  const { positional, defaults } = fn.signature;
  const own = isPython && isBound(fn, call, values) ? 1 : 0;
  const truths = new Map<string, boolean>();
  const names = new Set([...positional.slice(own), ...defaults.keys(), ...(isPython ? call.named.keys() : [])]);
  for (const name of names) {
    const place = positional.indexOf(name) - own;
    const arg = (isPython ? call.named.get(name) : undefined) ?? (place >= 0 ? call.args[place] : undefined);
    const truth = flag(arg ?? defaults.get(name), given);
    if (name !== '' && truth !== undefined) truths.set(name, truth);
  }
  return truths.size === 0 ? undefined : { scope: fn.scope, truths };
}

/** Numbers and texts are no flags. */
function flag(expr: Expr | undefined, given: Given | undefined): boolean | undefined {
  return expr && expr.kind !== 'number' && expr.kind !== 'string' ? truthOf(expr, given) : undefined;
}

/** Its first parameter is filled by the object before the dot. */
function isBound({ cls, decorators }: Fn, { callee }: Call, values: Values): boolean {
  if (!cls) return false;
  const path = decorators.map(({ expr }) => values.path(expr) || (expr.kind === 'name' ? expr.name : ''));
  if (path.includes('staticmethod')) return false;
  const isOfClass = callee.kind === 'member' && values.of(callee.of).kind === 'class';
  return !isOfClass || values.of(callee).kind === 'class' || path.includes('classmethod');
}

/** For comparing: the same for what is given alike. */
export function keyOf(given: Given | undefined): string {
  return given ? [...given.truths].map(([name, truth]) => `${name}=${truth}`).join() : '';
}
