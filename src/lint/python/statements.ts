/** Statements of Python. */
import { bodyOf, type Draft, declare, newFunction, newScope, OPAQUE, OTHER, type Where } from '../draft.ts';
import type { Cls, Decorator, Expr, Fn } from '../facts.ts';
import { childOf, childrenOf, has, type Node } from '../grammar/node.ts';
import { never } from '../when.ts';
import { ifStatement, loopOrMatch } from './branches.ts';
import { callExpression, expression } from './expressions.ts';
import { importStatement } from './imports.ts';
import { declareParameters, typeOf } from './parameters.ts';
import { declareTarget } from './targets.ts';
import { tryStatement } from './try.ts';

/** Returns under which conditions what follows them is reached. */
export function statements(body: Node | undefined, draft: Draft, where: Where): Where {
  let here = where;
  for (const child of body?.children ?? []) here = statement(child, draft, here);
  return here;
}

const LEAVES = /^(?:Return|Raise|Break|Continue)Statement$/;

function statement(node: Node, draft: Draft, where: Where): Where {
  if (node.name === 'StatementGroup' || node.name === 'Body') return statements(node, draft, where);
  if (node.name === 'IfStatement') return ifStatement(node, draft, where, statements);
  const read = READERS[node.name] ?? expression;
  read(node, draft, where);
  return LEAVES.test(node.name) ? never(where) : where;
}

type Reader = (node: Node, draft: Draft, where: Where) => unknown;

const READERS: Readonly<Record<string, Reader>> = {
  ImportStatement: importStatement,
  FunctionDefinition: (node, draft, where) => functionDefinition(node, [], draft, where),
  ClassDefinition: classDefinition,
  DecoratedStatement: decorated,
  AssignStatement: assignment,
  UpdateStatement: assignment,
  ReturnStatement: returned,
  WhileStatement: (node, draft, where) => loopOrMatch(node, draft, where, statements),
  ForStatement: (node, draft, where) => loopOrMatch(node, draft, where, statements),
  MatchStatement: (node, draft, where) => loopOrMatch(node, draft, where, statements),
  TryStatement: (node, draft, where) => tryStatement(node, draft, where, statements),
  WithStatement: withStatement,
  ScopeStatement: (node, draft, where) => {
    if (!has(node, 'global')) return;
    for (const name of childrenOf(node, 'VariableName'))
      where.scope.names.set(`global ${draft.text.slice(name.from, name.to)}`, OPAQUE);
  },
};

function decorated(node: Node, draft: Draft, where: Where): void {
  const decorators = childrenOf(node, 'Decorator').map((one) => decoratorOf(one, draft, where));
  const definition = childOf(node, 'FunctionDefinition');
  if (definition) functionDefinition(definition, decorators, draft, where);
  for (const cls of childrenOf(node, 'ClassDefinition')) classDefinition(cls, draft, where);
}

/** `@a.b(c)`: At, names with dots between, perhaps a list of arguments. */
function decoratorOf(node: Node, draft: Draft, where: Where): Decorator {
  const at = { from: node.from, to: Math.max(node.from + 1, node.children.at(-1)?.to ?? node.to) };
  const names = childrenOf(node, 'VariableName', 'PropertyName').map(({ from, to }) => draft.text.slice(from, to));
  const [first = '', ...rest] = names;
  const root: Expr = { kind: 'name', name: first, scope: where.scope };
  const callee = rest.reduce<Expr>((of, name) => ({ kind: 'member', of, name }), root);
  const list = childOf(node, 'ArgList');
  const whole = childOf(node, 'CallExpression', 'MemberExpression');
  if (names.length === 0 && whole) return { expr: expression(whole, draft, where), at };
  return { expr: list ? callExpression(node, callee, list, draft, where) : callee, at };
}

function functionDefinition(node: Node, decorators: Decorator[], draft: Draft, where: Where): void {
  const name = childOf(node, 'VariableName');
  const scope = newScope('function', where.scope);
  const isMethod = where.scope.kind === 'class';
  const cls = isMethod ? where.cls : undefined;
  const declared = declareParameters(childOf(node, 'ParamList'), draft, where, scope);
  const returns = childOf(node, 'TypeDef');
  const fn: Fn = newFunction(draft, {
    name: name ? draft.text.slice(name.from, name.to) : '',
    cls,
    isAsync: has(node, 'async'),
    scope,
    at: name ?? node,
    ...declared,
    decorators,
    returnType: returns && typeOf(returns.children.at(-1), draft, where),
  });
  const binding = { kind: 'value', expr: { kind: 'function', fn } } as const;
  if (isMethod && where.cls) {
    declare(where.cls.members, fn.name, binding);
    const isBound = !decorators.some(({ expr }) => expr.kind === 'name' && /^(?:static|class)method$/.test(expr.name));
    const [self] = declared.parameters;
    if (self && isBound) scope.names.set(self, { kind: 'value', expr: { kind: 'self', cls: where.cls } });
  } else declare(where.scope.names, fn.name, binding);
  // A function in a method still knows the class by `self`.
  statements(childOf(node, 'Body'), draft, bodyOf(fn, cls));
}

function classDefinition(node: Node, draft: Draft, where: Where): void {
  const name = childOf(node, 'VariableName');
  const scope = newScope('class', where.scope);
  const list = childOf(node, 'ArgList')?.children ?? [];
  const bases = list.filter((child, index) => /Name$|^Member/.test(child.name) && list[index + 1]?.name !== 'AssignOp');
  const cls: Cls = {
    name: name ? draft.text.slice(name.from, name.to) : '',
    scope,
    // `Base[T]` is Base.
    bases: bases.map((base) => expression(has(base, '[') ? base.children[0] : base, draft, where)),
    members: new Map(),
  };
  declare(where.scope.names, cls.name, { kind: 'value', expr: { kind: 'class', cls } });
  statements(childOf(node, 'Body'), draft, { ...where, scope, cls });
}

/** `a = b = value`, `a: T = value`, `a += value`. */
function assignment(node: Node, draft: Draft, where: Where): void {
  const last = node.children.findLastIndex(({ name }) => /^(?:Assign|Update)Op$/.test(name));
  const values = node.children.slice(last + 1);
  const expr = values.map((value) => expression(value, draft, where))[0];
  const type = childOf(node, 'TypeDef');
  const isPlain = expr !== undefined && values.length === 1 && node.name === 'AssignStatement';
  const targets = (last === -1 ? node.children.slice(0, 1) : node.children.slice(0, last)).filter(
    ({ name }) => !/^(?:AssignOp|TypeDef)$/.test(name),
  );
  const isTuple = targets.some(({ name }) => name === ',');
  const typed = type && ({ kind: 'typed', type: typeOf(type.children.at(-1), draft, where) } as const);
  const binding = isPlain && last !== -1 && !isTuple ? ({ kind: 'value', expr } as const) : (typed ?? OPAQUE);
  for (const target of targets) {
    declareTarget(target, draft, where, isTuple ? OPAQUE : binding);
    // What is set by an index, or on another object, may hold calls.
    if (target.name === 'MemberExpression') expression(target, draft, where);
  }
}

function returned(node: Node, draft: Draft, where: Where): void {
  const values = node.children.slice(1).map((value) => expression(value, draft, where));
  const { when } = where;
  if (values.length === 1) where.fn.returns.push({ expr: values[0]!, at: { from: node.from, to: node.to }, when });
}

function withStatement(node: Node, draft: Draft, where: Where): void {
  const managers: Expr[] = [];
  for (const [index, child] of node.children.entries()) {
    const manager = managers.at(-1) ?? OTHER;
    if (/^(?:async|with|as|,|Body)$/.test(child.name)) continue;
    if (node.children[index - 1]?.name === 'as')
      declareTarget(child, draft, where, { kind: 'value', expr: { kind: 'entered', of: manager } });
    else managers.push(expression(child, draft, where));
  }
  const within = { ...where, managers: [...where.managers, ...managers.filter(({ kind }) => kind !== 'other')] };
  statements(childOf(node, 'Body'), draft, within);
}
