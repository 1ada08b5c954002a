/** `anyOf`, `oneOf`, `not`, `if`: what a value must fit beside the keywords for its kind. */
import type { Json } from '../../model.ts';
import { areDisjoint } from './disjoint.ts';
import { sameKeyword } from './equal.ts';
import { type Facts, samplesOf } from './group.ts';
import { doubt, type Reason, reason } from './reason.ts';
import { asNode, listIn, type Node, type Schema } from './side.ts';
import type { Facet, Task } from './task.ts';
import { typesOf } from './types.ts';

const MOST = 100;

export const alternativesFacet: Facet = (facts, leaf, task) => [
  ...anyOf(facts, leaf, task),
  ...oneOf(facts, leaf, task),
  ...not(facts, leaf, task),
  ...condition(facts, leaf, task),
];

function isKept(facts: Facts, leaf: Schema, keys: readonly string[], task: Task): boolean {
  const pair = { one: task.from, other: task.to, budget: task };
  return facts.leaves.some((one) => keys.every((key) => sameKeyword(key, one, leaf, pair)));
}

/** All of the values fit one and the same alternative; those of several kinds have been divided before. */
function anyOf(facts: Facts, leaf: Schema, task: Task): readonly Reason[] {
  const nodes = listIn(leaf, 'anyOf')?.map(asNode);
  if (!nodes || isKept(facts, leaf, ['anyOf'], task)) return [];
  if (nodes.length > MOST) return [doubt('list of alternatives')];
  return nearest(nodes, facts, task).reasons;
}

function oneOf(facts: Facts, leaf: Schema, task: Task): readonly Reason[] {
  const nodes = listIn(leaf, 'oneOf')?.map(asNode);
  if (!nodes || isKept(facts, leaf, ['oneOf'], task)) return [];
  if (nodes.length > MOST) return [doubt('list of alternatives')];
  const { node, reasons } = nearest(nodes, facts, task);
  if (reasons.length > 0) return reasons;
  const areApart = nodes.every((other) => other === node || areDisjoint(facts, other, task));
  return areApart && nodes.filter((other) => other === node).length === 1 ? [] : [doubt('list of alternatives')];
}

/** The alternative that takes all; else what is wrong with the only one of the same kind, or a word for all of them. */
function nearest(
  nodes: readonly Node[],
  facts: Facts,
  task: Task,
): { readonly node?: Node; readonly reasons: readonly Reason[] } {
  const alike: (readonly Reason[])[] = [];
  for (const node of nodes) {
    const reasons = task.compare(facts.group, node, task);
    if (reasons.length === 0) return { node, reasons };
    const types = typeof node === 'object' ? typesOf([node]) : undefined;
    if ([...facts.types.names].some((name) => types?.names.has(name) ?? node === true)) alike.push(reasons);
  }
  const words = { input: 'takes less than before', output: 'may be more than before' };
  return { reasons: alike.length === 1 ? alike[0]! : [reason(words, samplesOf(facts, {}, 3))] };
}

function not(facts: Facts, leaf: Schema, task: Task): readonly Reason[] {
  if (leaf['not'] === undefined || isKept(facts, leaf, ['not'], task)) return [];
  if (areDisjoint(facts, asNode(leaf['not']), task)) return [];
  const words = { input: 'excludes more than before', output: 'excludes less than before' };
  return [reason(words, [...thatFit(facts, leaf['not']), ...samplesOf(facts, {}, 3)])];
}

/** Values made for both. */
function thatFit(facts: Facts, schema: unknown): Json[] {
  const node = asNode(schema);
  return typeof node === 'object' ? samplesOf(facts, node) : [];
}

/** Enough: both branches take all. */
function condition(facts: Facts, leaf: Schema, task: Task): readonly Reason[] {
  if (leaf['if'] === undefined || isKept(facts, leaf, ['if', 'then', 'else'], task)) return [];
  const branches = [leaf['then'], leaf['else']].filter((branch) => branch !== undefined).map(asNode);
  const fits = branches.every((branch) => task.compare(facts.group, branch, task).length === 0);
  if (fits) return [];
  // Those that meet the condition, then those that may not.
  return [doubt('condition', [...thatFit(facts, leaf['if']), ...samplesOf(facts, {}, 3)])];
}
