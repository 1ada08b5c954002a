/** JSONPath to matchers. */
import { checkPath } from '../../expect/json-path.ts';
import type { PathExpectation } from '../../model.ts';
import type { Node } from '../node.ts';
import type { Problems } from '../problems.ts';
import { refuse } from '../read/reader.ts';
import { readMatchers } from './matcher.ts';

export function readPaths(node: Node, problems: Problems): PathExpectation[] | undefined {
  const form = 'a map of JSONPath to matchers';
  if (node.kind !== 'map') return refuse(node, problems, form, 'for all of the value: `$: { equals: … }`');
  if (node.entries.length === 0) return refuse(node, problems, form, 'such as `$.id: { type: string }`');
  return node.entries.flatMap(({ key, keyAt, value }) => {
    const wrong = checkPath(key);
    if (wrong !== undefined) problems.add(keyAt, `not a JSONPath: ${wrong}`);
    const matchers = readMatchers(value, problems, 'value');
    return matchers ? [{ path: key, matchers, at: keyAt }] : [];
  });
}
