/** What of a test is known from the source alone. */
import type { Expr, Scope, Test } from './facts.ts';
import { lookup } from './scopes.ts';

/** What a call has given to the parameters of the function that has this scope. */
export interface Given {
  readonly scope: Scope;
  readonly truths: ReadonlyMap<string, boolean>;
}

export function isReached(when: readonly Test[], given?: Given): boolean {
  return when.every(({ expr, holds }) => truthOf(expr, given) !== !holds);
}

/** It depends on the input whether it is reached. */
export function isConditional(when: readonly Test[], given?: Given): boolean {
  return when.some(({ expr, isBranch }) => isBranch && truthOf(expr, given) === undefined);
}

/** Undefined where it cannot be known. */
export function truthOf(expr: Expr, given?: Given): boolean | undefined {
  if (expr.kind === 'not') return opposite(truthOf(expr.of, given));
  if (expr.kind === 'logic') {
    const [left, right] = [truthOf(expr.left, given), truthOf(expr.right, given)];
    // One that decides is enough.
    const decides = !expr.isAnd;
    return left === decides || right === decides ? decides : left === right ? left : undefined;
  }
  if ((expr.kind === 'name' || expr.kind === 'member') && expr.name === 'TYPE_CHECKING') return false;
  return expr.kind === 'name' ? truthOfName(expr, given) : truthOfLiteral(expr);
}

function opposite(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}

/** A constant: `const` in JavaScript; in Python a name of the module that is bound once, and to a literal. */
function truthOfName({ scope, name }: Expr & { kind: 'name' }, given: Given | undefined): boolean | undefined {
  const found = lookup(scope, name);
  if (found?.binding.kind === 'opaque' && found.binding.isParameter)
    return found.scope === given?.scope ? given.truths.get(name) : undefined;
  if (found?.binding.kind !== 'value') return undefined;
  const isPython = scope.file().language === 'python';
  const isConstant = isPython ? found.scope.kind === 'module' : found.binding.isConstant === true;
  return isConstant ? truthOfLiteral(found.binding.expr) : undefined;
}

function truthOfLiteral(expr: Expr): boolean | undefined {
  if (expr.kind === 'string') return expr.value !== '';
  if (expr.kind === 'number') return Number.isNaN(expr.value) ? undefined : expr.value !== 0;
  if (expr.kind !== 'literal') return undefined;
  if (/^(?:True|true)$/.test(expr.type)) return true;
  return /^(?:False|false|None|null)$/.test(expr.type) ? false : undefined;
}
