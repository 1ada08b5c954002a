/** Whether no value is valid under both: sure where it is true. */
import { accepts, acceptsLeaf } from './accepts.ts';
import { type Facts, factsOf } from './group.ts';
import { groupOf } from './leaves.ts';
import { asNode, mapIn, type Node, textsIn } from './side.ts';
import type { Task } from './task.ts';

const DEEPEST = 4;

export function areDisjoint(one: Facts, node: Node, task: Task, depth = 0): boolean {
  if (task.left-- <= 0 || depth > DEEPEST) return false;
  const other = factsOf(groupOf([node]), task.to, task);
  if (one.isNothing || other.isNothing) return true;
  if (![...one.types.names].some((name) => other.types.names.has(name))) return true;
  if (one.values?.every((value) => accepts(node, value, task.to, task) === 'no')) return true;
  const isRefused = (value: unknown) => one.leaves.some((leaf) => acceptsLeaf(leaf, value, one.side, task) === 'no');
  if (other.values?.every(isRefused)) return true;
  return areApartByProperty(one, other, task, depth);
}

/** Both are objects alone, and a property that both must have cannot be the same. */
function areApartByProperty(one: Facts, other: Facts, task: Task, depth: number): boolean {
  const isObject = ({ types }: Facts) => types.names.size === 1 && types.names.has('object');
  if (!isObject(one) || !isObject(other)) return false;
  const names = ({ leaves }: Facts) => new Set(leaves.flatMap((leaf) => textsIn(leaf, 'required')));
  const theirs = names(other);
  const shared = [...names(one)].filter((name) => theirs.has(name));
  const schemas = ({ leaves }: Facts, name: string) =>
    leaves
      .map((leaf) => mapIn(leaf, 'properties'))
      .flatMap((map) => (Object.hasOwn(map, name) ? [asNode(map[name])] : []));
  return shared.some((name) => {
    const part = factsOf(groupOf(schemas(one, name)), one.side, task);
    return schemas(other, name).some((node) => areDisjoint(part, node, task, depth + 1));
  });
}
