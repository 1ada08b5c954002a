/** What stands on the left: names that are bound, and members that are set. */
import { type Draft, declare, OPAQUE, type Where } from '../draft.ts';
import type { Binding } from '../facts.ts';
import type { Node } from '../grammar/node.ts';

/** `self.x` becomes a member of the class; of `a, b` both are opaque. */
export function declareTarget(node: Node | undefined, draft: Draft, where: Where, binding: Binding): void {
  if (!node) return;
  const text = draft.text.slice(node.from, node.to);
  if (node.name === 'VariableName') {
    // Written anew for the grammar: a tuple, or a member.
    if (/^\w+$/.test(text)) bind(text, where, binding);
    else for (const [name] of text.matchAll(/\b[A-Za-z_]\w*/g)) bind(name, where, OPAQUE);
  } else if (node.name === 'MemberExpression') declareMember(text, draft, where, binding);
  else for (const child of node.children) declareTarget(child, draft, where, OPAQUE);
}

function bind(name: string, where: Where, binding: Binding): void {
  // `global x`: see `statements.ts`.
  const scope = where.scope.names.get(`global ${name}`) ? moduleOf(where) : where.scope;
  declare(scope.names, name, binding);
  if (where.scope.kind === 'class' && where.cls) declare(where.cls.members, name, binding);
}

function moduleOf({ scope }: Where): Where['scope'] {
  let outer = scope;
  while (outer.parent) outer = outer.parent;
  return outer;
}

function declareMember(text: string, draft: Draft, where: Where, binding: Binding): void {
  if (!/^[\w.]{1,300}$/.test(text)) return;
  draft.assigned.add(text);
  const [owner, name, ...more] = text.split('.');
  const isOwn = where.cls !== undefined && owner === where.fn.parameters[0];
  if (isOwn && name !== undefined && more.length === 0) declare(where.cls.members, name, binding);
}
