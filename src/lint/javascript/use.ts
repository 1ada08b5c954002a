import type { Use } from '../facts.ts';
import type { Node } from '../grammar/node.ts';

/** What becomes of the value of the expression. */
export function useOf(node: Node): Use {
  let child = node;
  let parent = node.parent;
  while (parent?.name === 'ParenthesizedExpression') {
    child = parent;
    parent = parent.parent;
  }
  if (parent?.name === 'MemberExpression') return parent.children[0] === child ? 'member' : 'value';
  return USES[parent?.name ?? ''] ?? 'value';
}

const USES: Readonly<Record<string, Use>> = {
  AwaitExpression: 'await',
  ExpressionStatement: 'statement',
  Interpolation: 'format',
  ReturnStatement: 'return',
  ArrowFunction: 'return',
  ArgList: 'argument',
};
