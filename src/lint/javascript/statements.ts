/** Statements of JavaScript and TypeScript. */
import { type Draft, declare, EMPTY, inBlock, OPAQUE, type Where } from '../draft.ts';
import type { Binding, Expr } from '../facts.ts';
import { has, type Node } from '../grammar/node.ts';
import { afterBranches, type Branch, isNever, maybe, never, under } from '../when.ts';
import { expression } from './expressions.ts';
import { functionsReadBy } from './functions.ts';
import { exportNames, importDeclaration } from './modules.ts';
import { declarePattern } from './patterns.ts';
import { typeOf } from './types.ts';

/** Returns under which conditions what follows them is reached. */
export function statements(body: Node | undefined, draft: Draft, where: Where): Where {
  let here = where;
  for (const child of body?.children ?? []) here = statement(child, draft, here);
  return here;
}

type Reader = (node: Node, draft: Draft, where: Where) => unknown;

const { read, readClass } = functionsReadBy(statements);

const READERS: Readonly<Record<string, Reader>> = {
  ImportDeclaration: importDeclaration,
  ExportDeclaration: exportDeclaration,
  VariableDeclaration: (node, draft, where) => variableDeclaration(node, draft, where),
  FunctionDeclaration: (node, draft, where) => void functionDeclaration(node, draft, where),
  ClassDeclaration: (node, draft, where) => void classDeclaration(node, draft, where),
  ReturnStatement: returned,
  LabeledStatement: statements,
  WhileStatement: branches,
  DoStatement: branches,
  ForStatement: branches,
  SwitchStatement: branches,
  SwitchBody: cases,
  TryStatement: tryStatement,
};

const LEFT_OUT = /^(?:Interface|TypeAlias|Ambient)Declaration$/;

const LEAVES = /^(?:Return|Throw|Break|Continue)Statement$/;

function statement(node: Node, draft: Draft, where: Where): Where {
  if (LEFT_OUT.test(node.name)) return where;
  if (node.name === 'Block') return statements(node, draft, where);
  if (node.name === 'IfStatement') return ifStatement(node, draft, where);
  const known = READERS[node.name] ?? expression;
  known(node, draft, where);
  return LEAVES.test(node.name) ? never(where) : where;
}

function functionDeclaration(node: Node, draft: Draft, where: Where): Expr {
  const fn = read(node, draft, where);
  const expr: Expr = { kind: 'function', fn };
  // An overload has no body, and says nothing of what is called.
  if (fn.name && has(node, 'Block')) declare(where.scope.names, fn.name, { kind: 'value', expr });
  return expr;
}

function classDeclaration(node: Node, draft: Draft, where: Where): Expr {
  const cls = readClass(node, draft, where);
  const expr: Expr = { kind: 'class', cls };
  if (cls.name) declare(where.scope.names, cls.name, { kind: 'value', expr });
  return expr;
}

/** `const a = 1, { b } = c`. */
function variableDeclaration(node: Node, draft: Draft, where: Where): string[] {
  const names: string[] = [];
  for (const [index, child] of node.children.entries()) {
    if (!/^(?:VariableDefinition|ObjectPattern|ArrayPattern)$/.test(child.name)) continue;
    const type = node.children[index + 1]?.name === 'TypeAnnotation' ? node.children[index + 1] : undefined;
    const equals = index + (type ? 2 : 1);
    const value =
      node.children[equals]?.name === 'Equals' ? initial(node.children[equals + 1], child, draft, where) : undefined;
    const binding = bindingOf(value, type, draft, where);
    const isConstant = has(node, 'const');
    declarePattern(child, draft, where, binding.kind === 'value' ? { ...binding, isConstant } : binding, value);
    if (child.name === 'VariableDefinition') names.push(draft.text.slice(child.from, child.to));
  }
  return names;
}

/** A function is called like the name that it is given. */
function initial(node: Node | undefined, target: Node, draft: Draft, where: Where): Expr {
  const isFunction = /^(?:ArrowFunction|FunctionExpression)$/.test(node?.name ?? '');
  if (!node || !isFunction || target.name !== 'VariableDefinition') return expression(node, draft, where);
  return { kind: 'function', fn: read(node, draft, where, draft.text.slice(target.from, target.to)) };
}

function bindingOf(value: Expr | undefined, type: Node | undefined, draft: Draft, where: Where): Binding {
  if (value && !/^(?:other|not|logic)$/.test(value.kind)) return { kind: 'value', expr: value };
  if (type) return { kind: 'typed', type: typeOf(type, draft, where) };
  return value ? OPAQUE : EMPTY;
}

function exportDeclaration(node: Node, draft: Draft, where: Where): void {
  exportNames(node, draft, where);
  const isDefault = has(node, 'default');
  const add = (name: string, expr: Expr) => draft.exports.set(isDefault ? 'default' : name, expr);
  for (const child of node.children) {
    if (child.name === 'VariableDeclaration') {
      for (const name of variableDeclaration(child, draft, where))
        add(name, { kind: 'name', name, scope: where.scope });
    } else if (child.name === 'FunctionDeclaration') {
      const expr = functionDeclaration(child, draft, where);
      if (expr.kind === 'function') add(expr.fn.name, expr);
    } else if (child.name === 'ClassDeclaration') {
      const expr = classDeclaration(child, draft, where);
      if (expr.kind === 'class') add(expr.cls.name, expr);
    } else if (isDefault && !/^(?:export|default|;)$/.test(child.name)) {
      draft.exports.set('default', expression(child, draft, where));
    }
  }
}

function returned(node: Node, draft: Draft, where: Where): void {
  const value = node.children[1];
  const expr = expression(value?.name === ';' ? undefined : value, draft, where);
  if (value && value.name !== ';')
    where.fn.returns.push({ expr, at: { from: value.from, to: value.to }, when: where.when });
}

function ifStatement(node: Node, draft: Draft, where: Where): Where {
  const [, head, first, , second] = node.children;
  const test = expression(head, draft, where);
  const branch = (body: Node, holds: boolean): Branch => {
    const end = statement(body, draft, inBlock(under(where, test, holds), body));
    const last = body.name === 'Block' ? body.children.at(-2) : body;
    return { test: holds ? test : undefined, leaves: isNever(end), raises: last?.name === 'ThrowStatement' };
  };
  const branches = [...(first ? [branch(first, true)] : []), ...(second ? [branch(second, false)] : [])];
  return isNever(where) ? where : afterBranches(where, branches);
}

/** Each `case` may be come to from the outside, whatever stands before it. */
function cases(node: Node, draft: Draft, where: Where): void {
  let here = maybe(where);
  for (const child of node.children) {
    if (/^(?:Case|Default)Label$/.test(child.name)) here = inBlock(maybe(where), child);
    here = statement(child, draft, here);
  }
}

/** What stands in the head is evaluated, what follows is a branch of its own. */
function branches(node: Node, draft: Draft, where: Where): void {
  noteBusyWait(node, draft, where);
  let test: Expr | undefined;
  for (const child of node.children) {
    if (/^(?:ForSpec|ForOfSpec|ForInSpec)$/.test(child.name)) head(child, draft, where);
    else if (child.name === 'ParenthesizedExpression') test = expression(child, draft, where);
    else {
      const isTested = node.name === 'WhileStatement' && test;
      const body = isTested ? under(where, test!, true, false) : where;
      statement(child, draft, child.children.length > 0 ? inBlock(body, child) : where);
    }
  }
}

/** `(const x of y)`, `(let i = 0; …)`. */
function head(node: Node, draft: Draft, where: Where): void {
  for (const child of node.children) {
    if (/^(?:VariableDefinition|ObjectPattern|ArrayPattern)$/.test(child.name))
      declarePattern(child, draft, where, OPAQUE);
    else statement(child, draft, where);
  }
}

/** `while (Date.now() < end) {}`, `while (true);`, `for (;;) {}` */
function noteBusyWait(node: Node, draft: Draft, { fn, when }: Where): void {
  const body = node.children.at(-1);
  const isIdle = body?.name === ';' || (body?.name === 'Block' && body.children.length <= 2);
  if (!isIdle || !/^(?:While|For)Statement$/.test(node.name)) return;
  const head = draft.text.slice(node.from, body.from);
  const isEndless = /^(?:while\s*\(\s*(?:true|1)\s*\)|for\s*\(\s*;\s*;\s*\))\s*$/.test(head);
  const asksForTime = /\b(?:now|getTime|hrtime|uptime)\(\)/.test(head);
  if (isEndless || asksForTime) fn.busyLoops.push({ from: node.from, to: node.to, when, isEndless });
}

function tryStatement(node: Node, draft: Draft, where: Where): void {
  const isCaught = has(node, 'CatchClause');
  for (const child of node.children) {
    if (child.name === 'Block')
      statements(child, draft, isCaught ? { ...where, caught: [...where.caught, '*'] } : where);
    else if (child.name === 'CatchClause') catchClause(child, draft, inBlock(maybe(where), child));
    else statements(child, draft, where);
  }
}

function catchClause(node: Node, draft: Draft, where: Where): void {
  for (const child of node.children) {
    if (/Definition$|Pattern$/.test(child.name)) declarePattern(child, draft, where, OPAQUE);
    else statement(child, draft, where);
  }
}
