import { type Draft, OTHER, type Where } from '../draft.ts';
import type { Expr } from '../facts.ts';
import type { Node } from '../grammar/node.ts';

/** The class that an annotation names: `: X`, `: ns.X`, `: Promise<X>`; nothing else is known. */
export function typeOf(annotation: Node, draft: Draft, { scope }: Where): Expr {
  const text = draft.text.slice(annotation.from, Math.min(annotation.to, annotation.from + 300)).replace(/^:\s*/, '');
  const [, name] = /^(?:Promise<)?\s*([\w$.]+)\s*>?(?:\s*\|\s*(?:null|undefined))?$/.exec(text) ?? [];
  if (name === undefined) return OTHER;
  const [first = '', ...rest] = name.split('.');
  return rest.reduce<Expr>((of, part) => ({ kind: 'member', of, name: part }), { kind: 'name', name: first, scope });
}
