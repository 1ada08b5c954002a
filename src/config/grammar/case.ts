/** One row of `cases:` of a step. */
import type { Place } from '../../model.ts';
import type { Node } from '../node.ts';
import type { Problems } from '../problems.ts';
import { asIs, type Named, record } from '../read/collection.ts';
import { keyName } from './name.ts';

export interface CaseRow {
  readonly at: Place;
  readonly entries: readonly Named<Node>[];
}

const readEntries = record('a map of values, such as { word: milk, hits: 2 }', asIs);

export function readCase(node: Node, problems: Problems): CaseRow | undefined {
  const entries = readEntries(node, problems);
  if (!entries) return undefined;
  if (entries.length === 0) problems.add(node.at, 'this case is empty', { hint: 'such as { word: milk, hits: 2 }' });
  for (const { key, keyAt } of entries) keyName(key, keyAt, problems);
  return { at: node.at, entries };
}
