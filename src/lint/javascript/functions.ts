/** Functions and classes of JavaScript and TypeScript. */
import { bodyOf, type Draft, declare, newFunction, newScope, OPAQUE, PARAMETER, type Where } from '../draft.ts';
import type { Binding, Cls, Expr, Fn, Scope } from '../facts.ts';
import { childOf, has, type Node } from '../grammar/node.ts';
import { expression, READERS } from './expressions.ts';
import { declarePattern } from './patterns.ts';
import { typeOf } from './types.ts';

type Statements = (body: Node, draft: Draft, where: Where) => unknown;

/** What stands in the braces is read by `statements`, which this file cannot import in turn. */
export function functionsReadBy(statements: Statements) {
  const read = (node: Node, draft: Draft, where: Where, name?: string): Fn => {
    const scope = newScope('function', where.scope);
    const own = childOf(node, 'VariableDefinition', 'PropertyDefinition', 'PrivatePropertyDefinition');
    const declared = declareParameters(childOf(node, 'ParamList'), draft, where, scope);
    const returns = childOf(node, 'TypeAnnotation');
    const fn = newFunction(draft, {
      name: name ?? (own ? draft.text.slice(own.from, own.to) : ''),
      cls: where.cls,
      isAsync: has(node, 'async'),
      isGenerator: has(node, 'Star'),
      scope,
      at: own ?? node.children[0] ?? node,
      ...declared,
      returnType: returns && typeOf(returns, draft, where),
    });
    readBody(node, fn, draft, where);
    return fn;
  };
  const readBody = (node: Node, fn: Fn, draft: Draft, { cls }: Where) => {
    const block = childOf(node, 'Block');
    const body = bodyOf(fn, cls);
    if (block) return void statements(block, draft, body);
    const value = node.children.at(-1);
    if (node.name !== 'ArrowFunction' || !value) return;
    fn.returns.push({ expr: expression(value, draft, body), at: { from: value.from, to: value.to }, when: [] });
  };
  const readClass = (node: Node, draft: Draft, where: Where): Cls => {
    const name = childOf(node, 'VariableDefinition');
    const heads = node.children.findIndex((child) => child.name === 'extends');
    const bases = heads === -1 ? [] : [expression(node.children[heads + 1], draft, where)];
    const cls: Cls = {
      name: name ? draft.text.slice(name.from, name.to) : '',
      scope: newScope('class', where.scope),
      bases,
      members: new Map(),
    };
    const within = { ...where, cls };
    for (const member of childOf(node, 'ClassBody')?.children ?? []) classMember(member, draft, within, read);
    return cls;
  };
  const asExpression = (node: Node, draft: Draft, where: Where): Expr => ({
    kind: 'function',
    fn: read(node, draft, where),
  });
  READERS['ArrowFunction'] = asExpression;
  READERS['FunctionExpression'] = asExpression;
  READERS['ClassExpression'] = (node, draft, where) => ({ kind: 'class', cls: readClass(node, draft, where) });
  return { read, readClass };
}

type ReadFunction = (node: Node, draft: Draft, where: Where) => Fn;

function classMember(node: Node, draft: Draft, where: Where, read: ReadFunction): void {
  const key = childOf(node, 'PropertyDefinition', 'PrivatePropertyDefinition');
  const members = where.cls?.members;
  if (!key || !members) {
    if (node.name === 'StaticBlock') read(node, draft, where);
    return;
  }
  const name = draft.text.slice(key.from, key.to);
  if (node.name === 'MethodDeclaration') {
    const fn = read(node, draft, where);
    const isAccessor = has(node, 'get') || has(node, 'set');
    declare(members, name, isAccessor ? OPAQUE : { kind: 'value', expr: { kind: 'function', fn } });
    if (name === 'constructor') declareFields(childOf(node, 'ParamList'), draft, where);
  } else if (node.name === 'PropertyDeclaration') {
    const equals = node.children.findIndex((child) => child.name === 'Equals');
    const type = childOf(node, 'TypeAnnotation');
    if (equals !== -1) {
      const expr = expression(node.children[equals + 1], draft, where);
      declare(members, name, { kind: 'value', expr });
    } else if (type) declare(members, name, { kind: 'typed', type: typeOf(type, draft, where) });
  }
}

/** `constructor(private readonly x: X)`. */
function declareFields(list: Node | undefined, draft: Draft, where: Where): void {
  const children = list?.children ?? [];
  for (const [index, child] of children.entries()) {
    if (child.name !== 'VariableDefinition' || !/^(?:Privacy|readonly)$/.test(children[index - 1]?.name ?? ''))
      continue;
    const type = children[index + 1]?.name === 'TypeAnnotation' ? children[index + 1] : undefined;
    const binding: Binding = type ? { kind: 'typed', type: typeOf(type, draft, where) } : OPAQUE;
    if (where.cls) declare(where.cls.members, draft.text.slice(child.from, child.to), binding);
  }
}

function declareParameters(
  list: Node | undefined,
  draft: Draft,
  where: Where,
  scope: Scope,
): Pick<Fn, 'parameters' | 'signature'> {
  const children = list?.children ?? [];
  const positional: string[] = [];
  const defaults = new Map<string, Expr>();
  for (const [index, child] of children.entries()) {
    const isRest = children[index - 1]?.name === 'Spread';
    const name = child.name === 'VariableDefinition' ? draft.text.slice(child.from, child.to) : '';
    if (!isRest && /^(?:VariableDefinition|ObjectPattern|ArrayPattern)$/.test(child.name)) positional.push(name);
    const binding = isRest ? OPAQUE : bindingOf(children[index + 1], draft, where);
    declarePattern(child, draft, { ...where, scope }, name === '' && binding === PARAMETER ? OPAQUE : binding);
    if (children[index - 1]?.name !== 'Equals') continue;
    const value = expression(child, draft, where);
    const last = positional.at(-1);
    if (value.kind === 'literal' && last) defaults.set(last, value);
  }
  return { parameters: positional.filter((name) => name !== ''), signature: { positional, defaults } };
}

function bindingOf(next: Node | undefined, draft: Draft, where: Where): Binding {
  if (next?.name !== 'TypeAnnotation') return PARAMETER;
  const type = typeOf(next, draft, where);
  return type.kind === 'name' && type.name === 'boolean' ? PARAMETER : { kind: 'typed', type };
}
