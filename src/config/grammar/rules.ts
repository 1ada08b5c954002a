/** `rules:` levels by rule, the path of a module with rules of one's own, or a list of both. */
import type { Level } from '../../model.ts';
import { type Node, nameOf } from '../node.ts';
import type { Problems } from '../problems.ts';
import { type Named, record } from '../read/collection.ts';
import type { Located } from '../read/reader.ts';
import { choice, literal } from '../read/scalar.ts';

export interface RulesFound {
  readonly levels: readonly Named<Level | 'off'>[];
  readonly modules: readonly Located<string>[];
}

const NONE: RulesFound = { levels: [], modules: [] };
const readLevels = record('a map of rules to levels', choice(['error', 'warning', 'info', 'off']));

export function readRules(node: Node, problems: Problems): RulesFound {
  if (node.kind !== 'list') return readOne(node, problems);
  const all = node.items.map((item) => readOne(item, problems));
  return { levels: all.flatMap(({ levels }) => levels), modules: all.flatMap(({ modules }) => modules) };
}

function readOne(node: Node, problems: Problems): RulesFound {
  if (node.kind === 'map') return { ...NONE, levels: readLevels(node, problems) ?? [] };
  if (node.kind === 'scalar' && typeof node.value === 'string') {
    const value = literal(node, problems);
    return value === undefined ? NONE : { ...NONE, modules: [{ value, at: node.at }] };
  }
  problems.add(node.at, `expected a map of rules to levels, or the path of a module, found ${nameOf(node)}`);
  return NONE;
}
