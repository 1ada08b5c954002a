/** Results that cannot be what they should. */
import type { Expr } from '../facts.ts';
import type { Values } from '../project/values.ts';
import type { CallRule, FunctionRule } from './rule.ts';
import { byWayOf, isDirect, whoOf } from './words.ts';

const NO_JSON: Readonly<Record<string, string>> = {
  'datetime.datetime.now()': 'a datetime',
  'datetime.datetime.utcnow()': 'a datetime',
  'datetime.datetime.today()': 'a datetime',
  'datetime.date.today()': 'a date',
  'datetime.timedelta()': 'a timedelta',
  'uuid.uuid4()': 'a UUID',
  'uuid.uuid1()': 'a UUID',
  'decimal.Decimal()': 'a Decimal',
  'pathlib.Path()': 'a Path',
  'pathlib.Path.cwd()': 'a Path',
  'pathlib.Path.home()': 'a Path',
  'builtins.set()': 'a set',
  'builtins.frozenset()': 'a set',
};

export const jsonDumps: CallRule = ({ call, path, reach, values }, add) => {
  if (!reach.handler) return;
  const isPython = /^json\.dumps?$/.test(path);
  if (!isPython && path !== 'JSON.stringify') return;
  if (call.hasSpread || call.named.has('default') || call.named.has('cls') || (!isPython && call.args.length > 1))
    return;
  if ([...reach.caught, ...call.caught].includes('TypeError')) return;
  const what = call.args[0] && (isPython ? unwritable(call.args[0], values) : bigint(call.args[0], values));
  if (what === undefined) return;
  add({
    rule: isPython ? 'json-dumps-in-tool' : 'unsafe-int',
    level: 'error',
    message: `${whoOf(reach)} makes JSON of ${what}${byWayOf(reach)}, which has no form in JSON: ${path}() always fails here.`,
    ...(isPython ? {} : { hint: 'Write it as a string: String(value).' }),
    file: reach.fn.file(),
    at: call,
  });
};

/** What stands in the value itself, so that it is there whatever happens. */
function unwritable(expr: Expr, values: Values): string | undefined {
  if (expr.kind === 'call') return NO_JSON[values.path(expr)];
  if (expr.kind !== 'literal') return undefined;
  if (/^Set/.test(expr.type)) return 'a set';
  if (!/^(?:Dictionary|Array|Tuple)Expression$/.test(expr.type)) return undefined;
  return firstOf(expr.items, (item) => unwritable(item, values));
}

function bigint(expr: Expr, values: Values): string | undefined {
  if (expr.kind === 'call') return values.path(expr) === 'BigInt()' ? 'a BigInt' : undefined;
  if (expr.kind !== 'literal') return undefined;
  if (expr.type === 'bigint') return 'a BigInt';
  return /^(?:object|ArrayExpression)$/.test(expr.type)
    ? firstOf(expr.items, (item) => bigint(item, values))
    : undefined;
}

function firstOf(items: readonly Expr[], find: (item: Expr) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

const NO_DATA = /^(?:builtins\.object\(\)|builtins\.open\(\)|threading\.(?:Lock|RLock|Thread|Event)\(\))$/;

/** A Python tool that returns what is no data. */
export const noData: FunctionRule = ({ reach, values }, add) => {
  const { handler, fn } = reach;
  if (handler?.kind !== 'tool' || !isDirect(reach) || fn.file().language !== 'python') return;
  for (const { expr, at } of fn.returns) {
    const isFunction = expr.kind === 'function';
    if (!isFunction && !NO_DATA.test(values.path(expr))) continue;
    add({
      rule: 'repr-leak',
      level: 'error',
      message: `${whoOf(reach)} returns ${isFunction ? 'a function' : 'an object without data'}: the model is shown how Python prints it.`,
      file: fn.file(),
      at,
    });
  }
};

/** In TypeScript a tool returns a result with content, not the text alone. */
export const noContent: FunctionRule = ({ reach }, add) => {
  const { handler, fn } = reach;
  if (handler?.kind !== 'tool' || !isDirect(reach) || fn.file().language !== 'javascript') return;
  for (const { expr, at } of fn.returns) {
    const what = shapeOf(expr);
    if (what === undefined) continue;
    add({
      rule: 'content-shape',
      level: 'error',
      message: `${whoOf(reach)} returns ${what} instead of a result: clients refuse what has no content.`,
      hint: 'Return { content: [{ type: "text", text: … }] }.',
      file: fn.file(),
      at,
    });
  }
};

function shapeOf(expr: Expr): string | undefined {
  if (expr.kind === 'string') return 'a string';
  if (expr.kind === 'number') return 'a number';
  if (expr.kind !== 'literal') return undefined;
  return expr.type === 'TemplateString' ? 'a string' : expr.type === 'ArrayExpression' ? 'an array' : undefined;
}
