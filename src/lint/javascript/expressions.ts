/** Expressions of JavaScript and TypeScript. Everything below the node is read, calls and functions included, each once. */
import { type Draft, declare, inBlock, noteImport, OPAQUE, OTHER, type Where } from '../draft.ts';
import type { Call, Expr } from '../facts.ts';
import { childOf, childrenOf, has, type Node } from '../grammar/node.ts';
import { useOf } from '../use.ts';
import { maybe, under } from '../when.ts';
import { noteAssignment } from './assignments.ts';

type Reader = (node: Node, draft: Draft, where: Where) => Expr;

/** Functions and classes are statements and expressions; `statements.ts` adds how they are read. */
export const READERS: Record<string, Reader> = {
  VariableName: variable,
  this: (_node, _draft, { cls }) => (cls ? { kind: 'self', cls } : OTHER),
  MemberExpression: member,
  CallExpression: call,
  NewExpression: call,
  DynamicImport: (node, draft, where) => imported(childOf(node, 'String'), draft, where, true),
  ParenthesizedExpression: (node, draft, where) => expression(node.children[1], draft, where),
  AwaitExpression: (node, draft, where) => ({ kind: 'await', of: expression(node.children[1], draft, where) }),
  String: (node, draft) => ({ kind: 'string', value: draft.text.slice(node.from + 1, node.to - 1) }),
  Number: number,
  TemplateString: items,
  ArrayExpression: items,
  ObjectExpression: object,
  AssignmentExpression: assignment,
  BinaryExpression: binary,
  ConditionalExpression: conditional,
  UnaryExpression: unary,
  null: () => ({ kind: 'literal', type: 'null', items: [] }),
  PostfixExpression: first,
  BooleanLiteral: (node, draft) => ({ kind: 'literal', type: draft.text.slice(node.from, node.to), items: [] }),
};

const TYPES = /^(?:Type|Interface|Parameterized|Function[ST]i|Array$|Union|Intersection|Literal)/;

export function expression(node: Node | undefined, draft: Draft, where: Where): Expr {
  if (!node) return OTHER;
  const read = READERS[node.name];
  if (read) return read(node, draft, where);
  if (TYPES.test(node.name)) return OTHER;
  for (const child of node.children) expression(child, draft, where);
  return OTHER;
}

function first(node: Node, draft: Draft, where: Where): Expr {
  return expression(node.children[0], draft, where);
}

function items(node: Node, draft: Draft, where: Where): Expr {
  return { kind: 'literal', type: node.name, items: node.children.map((child) => expression(child, draft, where)) };
}

function variable(node: Node, draft: Draft, where: Where): Expr {
  const name = draft.text.slice(node.from, node.to);
  where.fn.mentions.add(name);
  return { kind: 'name', name, scope: where.scope };
}

function member(node: Node, draft: Draft, where: Where): Expr {
  const property = childOf(node, 'PropertyName', 'PrivatePropertyName');
  if (!property) return items(node, draft, where);
  const name = draft.text.slice(property.from, property.to);
  where.fn.mentions.add(name);
  return { kind: 'member', of: first(node, draft, where), name };
}

function number(node: Node, draft: Draft): Expr {
  const text = draft.text.slice(node.from, node.to).replaceAll('_', '');
  return text.endsWith('n') ? { kind: 'literal', type: 'bigint', items: [] } : { kind: 'number', value: Number(text) };
}

function imported(module: Node | undefined, draft: Draft, where: Where, isLazy: boolean): Expr {
  if (!module) return OTHER;
  const path = draft.text.slice(module.from + 1, module.to - 1);
  noteImport(path, module, draft, where, isLazy ? { isLazy } : {});
  return { kind: 'import', module: path, name: undefined, scope: where.scope };
}

function call(node: Node, draft: Draft, where: Where): Expr {
  const isNew = node.name === 'NewExpression';
  const callee = node.children[isNew ? 1 : 0];
  const list = childOf(node, 'ArgList');
  const isRequire = callee?.name === 'VariableName' && draft.text.slice(callee.from, callee.to) === 'require';
  if (isRequire && childOf(list, 'String')) return imported(childOf(list, 'String'), draft, where, false);
  const args: Expr[] = [];
  const named = new Map<string, Expr>();
  const made: Call = {
    callee: expression(callee, draft, where),
    args,
    named,
    hasSpread: has(list, 'Spread'),
    hasOptions: false,
    isNew,
    use: useOf(node),
    from: node.from,
    to: node.to,
    inside: where.inside,
    blocks: where.blocks,
    when: where.when,
    caught: where.caught,
    managers: where.managers,
  };
  where.fn.calls.push(made);
  for (const child of list?.children ?? []) {
    if (/^(?:[(),]|Spread)$/.test(child.name)) continue;
    const arg = expression(child, draft, { ...where, inside: made });
    args.push(arg);
    if (arg.kind === 'literal') for (const [name, value] of arg.named ?? []) named.set(name, value);
  }
  return { kind: 'call', call: made };
}

function object(node: Node, draft: Draft, where: Where): Expr {
  const named = new Map<string, Expr>();
  for (const property of childrenOf(node, 'Property')) {
    const key = childOf(property, 'PropertyDefinition', 'String');
    const name = key && draft.text.slice(key.from, key.to).replaceAll(/['"]/g, '');
    const value = propertyValue(property, draft, where);
    if (name !== undefined) named.set(name, value);
  }
  for (const spread of childrenOf(node, 'VariableName', 'CallExpression', 'MemberExpression'))
    expression(spread, draft, where);
  return { kind: 'literal', type: 'object', items: [...named.values()], named };
}

/** `a: value`, `a`, `a() {}`. */
function propertyValue(property: Node, draft: Draft, where: Where): Expr {
  if (has(property, 'ParamList')) return READERS['FunctionExpression']?.(property, draft, where) ?? OTHER;
  const colon = property.children.findIndex(({ name }) => name === ':');
  if (colon !== -1) return expression(property.children[colon + 1], draft, where);
  const [key] = property.children;
  const name = key ? draft.text.slice(key.from, key.to) : '';
  where.fn.mentions.add(name);
  return { kind: 'name', name, scope: where.scope };
}

function assignment(node: Node, draft: Draft, where: Where): Expr {
  const target = node.children[0];
  const value = expression(node.children.at(-1), draft, where);
  const text = target ? draft.text.slice(target.from, Math.min(target.to, target.from + 200)) : '';
  const binding = has(node, 'Equals') ? ({ kind: 'value', expr: value } as const) : OPAQUE;
  if (target?.name === 'VariableName') noteAssignment(draft, { scope: where.scope, name: text, binding });
  else if (target) assignMember(target, text, value, draft, where);
  return value;
}

function assignMember(target: Node, text: string, value: Expr, draft: Draft, where: Where): void {
  draft.assigned.add(text);
  const own = /^this\.(#?[\w$]+)$/.exec(text)?.[1];
  if (own !== undefined && where.cls) declare(where.cls.members, own, { kind: 'value', expr: value });
  const exported = /^(?:module\.)?exports\.([\w$]+)$/.exec(text)?.[1];
  if (exported !== undefined) draft.exports.set(exported, value);
  if (text === 'module.exports') {
    draft.exports.set('default', value);
    if (value.kind === 'literal') for (const [name, expr] of value.named ?? []) draft.exports.set(name, expr);
  }
  if (!/^[\w$.#]+$/.test(text)) expression(target, draft, where);
}

/** What follows `&&` or `||` may not be reached. `x as T` is x. */
function binary(node: Node, draft: Draft, where: Where): Expr {
  if (has(node, 'as') || has(node, 'satisfies')) return first(node, draft, where);
  const [start, operator, end] = node.children;
  const left = expression(start, draft, where);
  const word = operator?.name === 'LogicOp' ? draft.text.slice(operator.from, operator.to) : '';
  if (!end || word === '') {
    for (const child of node.children.slice(1)) expression(child, draft, where);
    return OTHER;
  }
  const isAnd = word === '&&';
  const within = inBlock(where, end);
  const right = expression(end, draft, word === '??' ? maybe(within) : under(within, left, isAnd));
  return word === '??' ? OTHER : { kind: 'logic', isAnd, left, right };
}

/** `test ? a : b` */
function conditional(node: Node, draft: Draft, where: Where): Expr {
  const [start, , yes, , no] = node.children;
  const test = expression(start, draft, where);
  if (yes) expression(yes, draft, under(inBlock(where, yes), test, true));
  if (no) expression(no, draft, under(inBlock(where, no), test, false));
  return OTHER;
}

function unary(node: Node, draft: Draft, where: Where): Expr {
  const [operator, value] = node.children;
  const of = expression(value, draft, where);
  const isNot = operator !== undefined && draft.text.slice(operator.from, operator.to) === '!';
  return isNot ? { kind: 'not', of } : OTHER;
}
