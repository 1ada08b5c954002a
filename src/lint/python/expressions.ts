/** Expressions of Python. Everything below the node is read, calls and lambdas included, each once. */
import { bodyOf, type Draft, inBlock, newFunction, newScope, OPAQUE, OTHER, type Where } from '../draft.ts';
import type { Call, Expr } from '../facts.ts';
import { childOf, has, type Node } from '../grammar/node.ts';
import { useOf } from '../use.ts';
import { under } from '../when.ts';
import { declareParameters } from './parameters.ts';
import { declareTarget } from './targets.ts';

export function expression(node: Node | undefined, draft: Draft, where: Where): Expr {
  if (!node) return OTHER;
  const read = READERS[node.name];
  return read ? read(node, draft, where) : parts(node, draft, where);
}

type Reader = (node: Node, draft: Draft, where: Where) => Expr;

const READERS: Readonly<Record<string, Reader>> = {
  VariableName: variable,
  MemberExpression: member,
  CallExpression: (node, draft, where) =>
    callExpression(node, node.children[0], childOf(node, 'ArgList'), draft, where),
  ParenthesizedExpression: (node, draft, where) => expression(node.children[1], draft, where),
  AwaitExpression: (node, draft, where) => ({ kind: 'await', of: expression(node.children[1], draft, where) }),
  String: (node, draft) => ({ kind: 'string', value: unquoted(draft.text.slice(node.from, node.to)) }),
  Number: (node, draft) => ({
    kind: 'number',
    value: Number(draft.text.slice(node.from, node.to).replaceAll('_', '')),
  }),
  LambdaExpression: lambda,
  NamedExpression: named,
  ArrayComprehensionExpression: comprehension,
  ComprehensionExpression: comprehension,
  SetComprehensionExpression: comprehension,
  DictionaryComprehensionExpression: comprehension,
  ArrayExpression: items,
  TupleExpression: items,
  SetExpression: items,
  DictionaryExpression: items,
  FormatString: items,
  UnaryExpression: unary,
  BinaryExpression: binary,
  ConditionalExpression: conditional,
  None: () => ({ kind: 'literal', type: 'None', items: [] }),
  Boolean: (node, draft) => ({ kind: 'literal', type: draft.text.slice(node.from, node.to), items: [] }),
};

function parts(node: Node, draft: Draft, where: Where): Expr {
  if (node.name.startsWith('Yield') || node.name === 'yield') noteYield(node, where);
  for (const child of node.children) expression(child, draft, where);
  return OTHER;
}

function unary(node: Node, draft: Draft, where: Where): Expr {
  const of = expression(node.children[1], draft, where);
  return node.children[0]?.name === 'not' ? { kind: 'not', of } : OTHER;
}

/** What follows `and` or `or` may not be reached. */
function binary(node: Node, draft: Draft, where: Where): Expr {
  const isAnd = has(node, 'and');
  if (!isAnd && !has(node, 'or')) return parts(node, draft, where);
  const [first, , second] = node.children;
  const left = expression(first, draft, where);
  const right = second ? expression(second, draft, under(inBlock(where, second), left, isAnd)) : OTHER;
  return { kind: 'logic', isAnd, left, right };
}

/** `a if test else b` */
function conditional(node: Node, draft: Draft, where: Where): Expr {
  const [first, , middle, , last] = node.children;
  const test = expression(middle, draft, where);
  if (first) expression(first, draft, under(inBlock(where, first), test, true));
  if (last) expression(last, draft, under(inBlock(where, last), test, false));
  return OTHER;
}

function noteYield({ from }: Node, { fn }: Where): void {
  fn.isGenerator = true;
  fn.firstYield ??= from;
}

function items(node: Node, draft: Draft, where: Where): Expr {
  return { kind: 'literal', type: node.name, items: node.children.map((child) => expression(child, draft, where)) };
}

function variable(node: Node, draft: Draft, where: Where): Expr {
  const name = draft.text.slice(node.from, node.to);
  if (name === 'yield') {
    noteYield(node, where);
    return OTHER;
  }
  where.fn.mentions.add(name);
  return { kind: 'name', name, scope: where.scope };
}

function member(node: Node, draft: Draft, where: Where): Expr {
  const property = childOf(node, 'PropertyName');
  if (!property || !has(node, '.')) return parts(node, draft, where);
  const name = draft.text.slice(property.from, property.to);
  where.fn.mentions.add(name);
  return { kind: 'member', of: expression(node.children[0], draft, where), name };
}

/** Also of a decorator, whose callee is no node of its own. */
export function callExpression(
  node: Node,
  callee: Node | Expr | undefined,
  list: Node | undefined,
  draft: Draft,
  where: Where,
): Expr {
  const args: Expr[] = [];
  const named = new Map<string, Expr>();
  const call: Call = {
    callee: callee && 'children' in callee ? expression(callee, draft, where) : (callee ?? OTHER),
    args,
    named,
    hasSpread: has(list, '*') || has(list, '**'),
    hasOptions: has(list, '**'),
    isNew: false,
    use: useOf(node),
    from: node.from,
    to: node.to,
    inside: where.inside,
    blocks: where.blocks,
    when: where.when,
    caught: where.caught,
    managers: where.managers,
  };
  where.fn.calls.push(call);
  fillArguments(list, draft, { ...where, inside: call }, args, named);
  return { kind: 'call', call };
}

function fillArguments(
  list: Node | undefined,
  draft: Draft,
  where: Where,
  args: Expr[],
  named: Map<string, Expr>,
): void {
  const children = list?.children ?? [];
  for (let index = 0; index < children.length; index++) {
    const child = children[index]!;
    if (/^[(),*]+$/.test(child.name)) continue;
    if (children[index + 1]?.name === 'AssignOp') {
      named.set(draft.text.slice(child.from, child.to), expression(children[index + 2], draft, where));
      index += 2;
    } else args.push(expression(child, draft, where));
  }
}

function lambda(node: Node, draft: Draft, where: Where): Expr {
  const scope = newScope('function', where.scope);
  const declared = declareParameters(childOf(node, 'ParamList'), draft, where, scope);
  const fn = newFunction(draft, {
    name: 'lambda',
    scope,
    cls: where.cls,
    at: { from: node.from, to: node.to },
    ...declared,
  });
  const body = node.children.at(-1);
  const expr = expression(body, draft, bodyOf(fn, where.cls));
  fn.returns.push({ expr, at: { from: node.from, to: node.to }, when: [] });
  return { kind: 'function', fn };
}

function named(node: Node, draft: Draft, where: Where): Expr {
  declareTarget(node.children[0], draft, where, OPAQUE);
  return expression(node.children.at(-1), draft, where);
}

/** Its names leak into the function here: they shadow more than they do in Python, never less. */
function comprehension(node: Node, draft: Draft, where: Where): Expr {
  let isTarget = false;
  for (const child of node.children) {
    if (child.name === 'for') isTarget = true;
    else if (child.name === 'in') isTarget = false;
    else if (isTarget) declareTarget(child, draft, where, OPAQUE);
    else expression(child, draft, where);
  }
  return { kind: 'literal', type: node.name, items: [] };
}

function unquoted(text: string): string {
  const [, quote = '', rest = ''] = /^[A-Za-z]{0,3}("""|'''|"|')([\s\S]*)$/.exec(text) ?? [];
  return rest.endsWith(quote) ? rest.slice(0, rest.length - quote.length) : rest;
}
