/** What is declared: a name, or the names of a pattern. */
import { type Draft, declare, OPAQUE, type Where } from '../draft.ts';
import type { Binding, Expr } from '../facts.ts';
import { childOf, childrenOf, type Node } from '../grammar/node.ts';

/** `const { a: b } = value` binds b to the member a of the value. */
export function declarePattern(node: Node, draft: Draft, where: Where, binding: Binding, value?: Expr): void {
  if (node.name === 'VariableDefinition') {
    declare(where.scope.names, draft.text.slice(node.from, node.to), binding);
  } else if (node.name === 'ObjectPattern') {
    for (const property of childrenOf(node, 'PatternProperty')) declareProperty(property, draft, where, value);
    for (const rest of childrenOf(node, 'VariableDefinition')) declarePattern(rest, draft, where, OPAQUE);
  } else if (node.name === 'ArrayPattern') {
    for (const child of node.children) declarePattern(child, draft, where, OPAQUE);
  }
}

function declareProperty(node: Node, draft: Draft, where: Where, value: Expr | undefined): void {
  const target = childOf(node, 'VariableDefinition', 'ObjectPattern', 'ArrayPattern');
  if (!target) return;
  const key = childOf(node, 'PropertyName') ?? target;
  const name = draft.text.slice(key.from, key.to);
  const member: Expr | undefined = value && { kind: 'member', of: value, name };
  declarePattern(target, draft, where, member ? { kind: 'value', expr: member } : OPAQUE, member);
}
