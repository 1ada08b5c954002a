/** Parameters and annotations. */
import { type Draft, declare, OPAQUE, OTHER, type Where } from '../draft.ts';
import type { Expr, Scope } from '../facts.ts';
import { childOf, type Node } from '../grammar/node.ts';

/** Declares them in `scope`; returns their names. Defaults are evaluated outside, and hold no calls worth knowing. */
export function declareParameters(list: Node | undefined, draft: Draft, where: Where, scope: Scope): string[] {
  const names: string[] = [];
  const children = list?.children ?? [];
  let isNext = true;
  for (const [index, child] of children.entries()) {
    if (child.name === ',') isNext = true;
    if (child.name !== 'VariableName' || !isNext) continue;
    isNext = false;
    const name = draft.text.slice(child.from, child.to);
    const annotation = children[index + 1]?.name === 'TypeDef' ? children[index + 1] : undefined;
    names.push(name);
    const type = annotation && typeOf(annotation.children.at(-1), draft, where);
    declare(scope.names, name, type ? { kind: 'typed', type } : OPAQUE);
  }
  return names;
}

/** The class of an annotation: `X`, `"X"`, `a.X`, `Optional[X]`, `X | None`. */
export function typeOf(node: Node | undefined, draft: Draft, where: Where): Expr {
  if (!node) return OTHER;
  const text = draft.text.slice(node.from, node.to);
  if (node.name === 'String') return dotted(text.slice(1, -1), where);
  if (node.name === 'VariableName') return dotted(text, where);
  if (node.name === 'BinaryExpression') return typeOf(node.children[0], draft, where);
  if (node.name !== 'MemberExpression') return OTHER;
  if (childOf(node, '[')) {
    const wrapper = draft.text.slice(node.children[0]!.from, node.children[0]!.to);
    return /\b(?:Optional|Annotated|Final)$/.test(wrapper) ? typeOf(node.children[2], draft, where) : OTHER;
  }
  return dotted(text, where);
}

function dotted(text: string, { scope }: Where): Expr {
  const [first = '', ...rest] = text.trim().split('.');
  if (!/^\w+$/.test(first)) return OTHER;
  return rest.reduce<Expr>((of, name) => ({ kind: 'member', of, name }), { kind: 'name', name: first, scope });
}
