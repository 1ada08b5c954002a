/** Parameters and annotations. */
import { type Draft, declare, OPAQUE, OTHER, PARAMETER, type Where } from '../draft.ts';
import type { Binding, Expr, Fn, Scope } from '../facts.ts';
import { childOf, type Node } from '../grammar/node.ts';

type Declared = Pick<Fn, 'parameters' | 'signature'>;

/** Declares them in `scope`. Defaults are evaluated outside, and hold no calls worth knowing. */
export function declareParameters(list: Node | undefined, draft: Draft, where: Where, scope: Scope): Declared {
  const names: string[] = [];
  const defaults = new Map<string, Expr>();
  const children = list?.children ?? [];
  let isNext = true;
  let stars = Number.POSITIVE_INFINITY;
  for (const [index, child] of children.entries()) {
    if (child.name === ',') isNext = true;
    if (child.name.startsWith('*')) stars = Math.min(stars, names.length);
    const last = names.at(-1);
    if (/^(?:Boolean|None)$/.test(child.name) && children[index - 1]?.name === 'AssignOp' && last !== undefined)
      defaults.set(last, { kind: 'literal', type: draft.text.slice(child.from, child.to), items: [] });
    if (child.name !== 'VariableName' || !isNext) continue;
    isNext = false;
    const name = draft.text.slice(child.from, child.to);
    const annotation = children[index + 1]?.name === 'TypeDef' ? children[index + 1] : undefined;
    names.push(name);
    const type = annotation && typeOf(annotation.children.at(-1), draft, where);
    declare(scope.names, name, bindingOf(type, children[index - 1]));
  }
  return { parameters: names, signature: { positional: names.slice(0, stars), defaults } };
}

function bindingOf(type: Expr | undefined, before: Node | undefined): Binding {
  if (before?.name.startsWith('*')) return OPAQUE;
  const isFlag = type?.kind === 'name' && type.name === 'bool';
  return type && !isFlag ? { kind: 'typed', type } : PARAMETER;
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
