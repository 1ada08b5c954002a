/**
 * Is every value that is valid under one schema valid under another? Sound where it says yes; where it does not, it gives
 * reasons, and values that may show them. Bounded by counted steps, whatever the schemas hold.
 */
import { shown } from '../change.ts';
import { accepts } from './accepts.ts';
import { alternativesFacet } from './alternatives.ts';
import { arrayFacet } from './arrays.ts';
import { equalSchemas, resolved } from './equal.ts';
import { type Facts, factsOf, samplesOf } from './group.ts';
import { type Group, groupOf, leavesOf } from './leaves.ts';
import { numberFacet } from './numbers.ts';
import { objectFacet } from './objects.ts';
import { doubt, MOST_REASONS, type Reason, reason } from './reason.ts';
import { asNode, listIn, type Node, type Schema, type Side } from './side.ts';
import { textFacet } from './strings.ts';
import type { Facet, Task } from './task.ts';
import { TYPES, type TypeName } from './types.ts';
import { typeFacet, valueFacet } from './values.ts';

const MOST_STEPS = 20_000;
/** Questions inside of each other. */
const DEEPEST = 150;

const FACETS: readonly Facet[] = [
  typeFacet,
  valueFacet,
  numberFacet,
  textFacet,
  arrayFacet,
  objectFacet,
  alternativesFacet,
];

/** Empty: yes. `isLenient`: an optional property that is new on an open object takes nothing away. */
export function whyNotWithin(from: Side, to: Side, isLenient: boolean): readonly Reason[] {
  const ids = new Map<unknown, number>();
  /** What is being compared, by the depth in the value. */
  const open = new Map<string, number>();
  const idOf = (node: unknown) => {
    if (!ids.has(node)) ids.set(node, ids.size);
    return ids.get(node)!;
  };
  const compare = (given: Group, wanted: Node, task: Task): readonly Reason[] => {
    if (task.left-- <= 0 || open.size > DEEPEST) return [doubt('schema')];
    // What a reference leads to is known again, whoever refers to it.
    const group = { ...given, nodes: given.nodes.map((one) => resolved(one, from) ?? one) };
    const node = resolved(wanted, to) ?? wanted;
    if (node === true) return [];
    const key = [...group.nodes, '|', ...group.taken, '|', node].map(idOf).join();
    const before = open.get(key);
    // Met again further inside: it holds for the whole if it holds for what is around it.
    if (before !== undefined) return before < task.depth ? [] : [doubt('schema')];
    open.set(key, task.depth);
    const reasons = compareGroup(group, node, task);
    open.delete(key);
    return reasons;
  };
  const task: Task = { from, to, isLenient, left: MOST_STEPS, depth: 0, compare };
  return compare(groupOf([asNode(from.root)]), asNode(to.root), task).slice(0, MOST_REASONS);
}

function compareGroup(group: Group, node: Node, task: Task): readonly Reason[] {
  const facts = factsOf(group, task.from, task);
  if (facts.isNothing) return [];
  const { leaves, isNothing, isWhole } = leavesOf([node], task.to);
  if (isNothing) return [reason({ input: 'takes nothing any more', output: 'may be anything now' }, samplesOf(facts))];
  return [...leaves.flatMap((leaf) => compareLeaf(facts, leaf, task)), ...(isWhole ? [] : [doubt('reference')])];
}

function compareLeaf(facts: Facts, leaf: Schema, task: Task): readonly Reason[] {
  if (task.left-- <= 0) return [doubt('schema')];
  if (facts.isNothing) return [];
  const pair = { one: task.from, other: task.to, budget: task };
  if (facts.leaves.some((one) => equalSchemas(one, leaf, pair))) return [];
  if (facts.values) return compareValues(facts, leaf, task);
  // Of what could be anything the first thing says it all.
  const first = facts.leaves.length === 0 ? typeFacet(facts, leaf, task) : [];
  const reasons = first.length > 0 ? first : FACETS.flatMap((facet) => facet(facts, leaf, task));
  const parts = reasons.length === 0 ? undefined : partsOf(facts, leaf);
  return parts ? distinct(parts.flatMap((part) => compareLeaf(factsOf(part, task.from, task), leaf, task))) : reasons;
}

/** One by one. */
function compareValues({ values = [] }: Facts, leaf: Schema, task: Task): Reason[] {
  const reasons = values.flatMap((value) => {
    const answer = accepts(leaf, value, task.to, task);
    if (answer === 'yes') return [];
    const text = shown(value, 100);
    return [reason({ input: `no longer takes ${text}`, output: `may be ${text} now` }, [value])];
  });
  return reasons;
}

/**
 * The same values in parts, each of which may fit for a reason of its own: the alternatives of a list, then the kinds of value.
 * Undefined where they have been divided.
 */
function partsOf({ group, leaves, types }: Facts, leaf: Schema): readonly Group[] | undefined {
  const lists = leaves.flatMap((one) => [listIn(one, 'anyOf'), listIn(one, 'oneOf')]);
  const list = lists.find((one) => one !== undefined && one.length > 0 && !group.taken.has(one));
  const divided = (nodes: readonly Node[], taken: unknown) =>
    nodes.map((node) => ({ nodes: [...group.nodes, node], taken: new Set([...group.taken, taken]) }));
  if (list) return divided(list.map(asNode), list);
  const hasKinds = ['anyOf', 'oneOf', 'not', 'if'].some((key) => leaf[key] !== undefined);
  if (!hasKinds || types.names.size < 2 || group.taken.has(TYPES)) return undefined;
  return divided(
    [...types.names].map((name) => OF_TYPE[name]),
    TYPES,
  );
}

const OF_TYPE: Readonly<Record<TypeName, Schema>> = {
  null: { type: 'null' },
  boolean: { type: 'boolean' },
  object: { type: 'object' },
  array: { type: 'array' },
  string: { type: 'string' },
  number: { type: 'number' },
};

function distinct(reasons: readonly Reason[]): Reason[] {
  const identity = ({ path, words }: Reason) => JSON.stringify([path, words.input]);
  return [...new Map([...reasons].reverse().map((one) => [identity(one), one])).values()].reverse();
}
