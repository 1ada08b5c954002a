/** `try`: what its handlers catch holds for the body. */
import { type Draft, inBlock, OPAQUE, type Where } from '../draft.ts';
import type { Node } from '../grammar/node.ts';
import { maybe } from '../when.ts';
import { expression } from './expressions.ts';
import { declareTarget } from './targets.ts';

type Statements = (body: Node, draft: Draft, where: Where) => unknown;

export function tryStatement(node: Node, draft: Draft, where: Where, statements: Statements): void {
  const caught = caughtBy(node, draft);
  let part = 'try';
  for (const [index, child] of node.children.entries()) {
    if (/^(?:try|except|else|finally)$/.test(child.name)) part = child.name;
    else if (child.name === 'Body') {
      if (part === 'try') statements(child, draft, { ...where, caught: [...where.caught, ...caught] });
      else if (part === 'except') statements(child, draft, inBlock(maybe(where), child));
      else statements(child, draft, part === 'finally' ? where : inBlock(where, child));
    } else if (node.children[index - 1]?.name === 'as') declareTarget(child, draft, where, OPAQUE);
    else expression(child, draft, where);
  }
}

/** The last words of their names; `*` for a bare `except:`. */
function caughtBy({ children }: Node, draft: Draft): string[] {
  return children.flatMap((child, index) => {
    if (child.name !== 'except') return [];
    const what = children[index + 1];
    if (!what || what.name === 'Body') return ['*'];
    const text = draft.text.slice(what.from, what.to);
    return [...text.matchAll(/(\w+)\s*(?=[,)]|$)/g)].map(([, name]) => name!);
  });
}
