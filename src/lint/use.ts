import type { Use } from './facts.ts';
import type { Node } from './grammar/node.ts';

/** What becomes of the value of an expression, by what stands around it. */
const USES: Readonly<Record<string, Use>> = {
  AwaitExpression: 'await',
  ExpressionStatement: 'statement',
  ReturnStatement: 'return',
  // A function whose body is the expression.
  LambdaExpression: 'return',
  ArrowFunction: 'return',
  // In a text.
  FormatReplacement: 'format',
  Interpolation: 'format',
  ArgList: 'argument',
  WithStatement: 'enter',
};

/** In both grammars. */
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
