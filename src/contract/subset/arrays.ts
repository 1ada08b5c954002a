/** Lists: how many items, which ones, all different. */
import type { Json } from '../../model.ts';
import { restOf, tupleOf } from './accepts.ts';
import { sameKeyword } from './equal.ts';
import { type Facts, limitOf, samplesOf } from './group.ts';
import { APPLICATORS } from './keywords.ts';
import { type Group, groupOf } from './leaves.ts';
import { doubt, ITEMS, itemStep, type Reason, reason, saying, within } from './reason.ts';
import { asNode, type Node, numberIn, type Schema } from './side.ts';
import { deeper, type Facet, type Task } from './task.ts';

const MOST_ITEMS = 100;

export const arrayFacet: Facet = (facts, leaf, task) => {
  if (!facts.types.names.has('array')) return [];
  return [...size(facts, leaf), ...items(facts, leaf, task), ...unique(facts, leaf), ...odd(facts, leaf, task)];
};

function size(facts: Facts, leaf: Schema): Reason[] {
  const [least = 0, most] = [numberIn(leaf, 'minItems'), numberIn(leaf, 'maxItems')];
  const isLess = (limitOf(facts.leaves, 'minItems') ?? 0) < least;
  const isMore = most !== undefined && (limitOf(facts.leaves, 'maxItems') ?? Number.POSITIVE_INFINITY) > most;
  const few = { input: `must have ${least} or more items now`, output: `may have fewer than ${least} items now` };
  const many = { input: `must have ${most} or fewer items now`, output: `may have more than ${most} items now` };
  return [
    ...(isLess ? [reason(few, [listOf(facts, limitOf(facts.leaves, 'minItems') ?? 0)])] : []),
    ...(isMore ? [reason(many, [listOf(facts, most + 1)])] : []),
  ];
}

function items(facts: Facts, leaf: Schema, task: Task): readonly Reason[] {
  const first = tupleOf(leaf);
  const longest = Math.max(first.length, ...facts.leaves.map((one) => tupleOf(one).length));
  const most = limitOf(facts.leaves, 'maxItems') ?? Number.POSITIVE_INFINITY;
  const rest = innerRest(leaf);
  const reasons: Reason[] = [];
  for (let index = 0; index <= Math.min(longest, MOST_ITEMS, most - 1); index++) {
    // The last one stands for all behind the first ones.
    const wanted = first[index] ?? rest;
    const group = itemsAt(facts, index);
    const around = (item: Json) => listOf(facts, index + 1, item);
    if (wanted !== true)
      reasons.push(...within(deeper(task, group, wanted), index < longest ? itemStep(index) : ITEMS, around));
  }
  return longest > MOST_ITEMS ? [...reasons, doubt('list')] : reasons;
}

/** `unevaluatedItems` beside nothing that evaluates items is the same as `items`. */
function innerRest(leaf: Schema): Node {
  return leaf['items'] === undefined && leaf['unevaluatedItems'] !== undefined && isAlone(leaf)
    ? asNode(leaf['unevaluatedItems'])
    : restOf(leaf);
}

function isAlone(leaf: Schema): boolean {
  return APPLICATORS.every((key) => leaf[key] === undefined);
}

function itemsAt({ leaves }: Facts, index: number): Group {
  return groupOf(leaves.map((leaf) => tupleOf(leaf)[index] ?? innerRest(leaf)));
}

function unique({ leaves, ...facts }: Facts, leaf: Schema): Reason[] {
  if (leaf['uniqueItems'] !== true || leaves.some((one) => one['uniqueItems'] === true)) return [];
  if ((limitOf(leaves, 'maxItems') ?? 2) < 2) return [];
  const [item] = samplesOf({ side: facts.side, group: itemsAt({ leaves, ...facts }, 0) });
  const twice = listOf({ leaves, ...facts }, Math.max(2, limitOf(leaves, 'minItems') ?? 0), item);
  const words = { input: 'must not repeat an item any more', output: 'may repeat an item now' };
  return [reason(words, item === undefined ? [] : [[item, item], ...(twice ? [twice] : [])])];
}

/** What is said of items in other ways: only the same is known to be within. */
function odd(facts: Facts, leaf: Schema, task: Task): Reason[] {
  const pair = { one: task.from, other: task.to, budget: task };
  const isSame = (keys: readonly string[]) =>
    facts.leaves.some((one) => keys.every((key) => sameKeyword(key, one, leaf, pair)));
  const contains = leaf['contains'] !== undefined && !isSame(['contains', 'minContains', 'maxContains']);
  const hadSome = facts.leaves.some((one) => one['contains'] !== undefined);
  const { unevaluatedItems = true } = leaf;
  const isHandled = leaf['items'] === undefined ? isAlone(leaf) : !Array.isArray(leaf['items']);
  const isOdd = unevaluatedItems !== true && !isHandled;
  return [...(contains ? [reason(hadSome ? OTHER : FIRST, [[]])] : []), ...(isOdd ? [doubt('list')] : [])];
}

const CONTAINS = 'has another rule for what the list must contain';
const OTHER = saying(CONTAINS, CONTAINS);
const FIRST = saying('must contain certain items now', 'need not contain certain items any more');

/** A list of so many items, the last of them `last`; undefined where one cannot be made up. */
function listOf(facts: Facts, count: number, last?: Json): Json | undefined {
  if (count > MOST_ITEMS) return undefined;
  const all = Math.max(count, limitOf(facts.leaves, 'minItems') ?? 0);
  if (all > MOST_ITEMS) return undefined;
  const made = Array.from({ length: all }, (_, index) =>
    index === count - 1 && last !== undefined ? last : samplesOf({ side: facts.side, group: itemsAt(facts, index) })[0],
  );
  return made.every((item) => item !== undefined) ? made : undefined;
}
