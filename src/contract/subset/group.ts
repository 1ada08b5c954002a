/** What schemas that hold together leave: their types, limits, and the values where there are only some. */
import type { Json } from '../../model.ts';
import { newMaker, sampleOf } from '../../schema/sample-value.ts';
import { acceptsLeaf } from './accepts.ts';
import type { Budget } from './equal.ts';
import { type Group, leavesOf } from './leaves.ts';
import { listIn, numberIn, type Schema, type Side } from './side.ts';
import { type Types, typesOf } from './types.ts';

export interface Facts {
  readonly group: Group;
  readonly side: Side;
  readonly leaves: readonly Schema[];
  readonly types: Types;
  /** All the values there may be, some of which may not be valid; undefined where they are without number. */
  readonly values?: readonly Json[];
  /** No value is valid: sure where it is true. */
  readonly isNothing: boolean;
}

const MOST_VALUES = 500;

export function factsOf(group: Group, side: Side, budget: Budget): Facts {
  const { leaves, isNothing } = leavesOf(group.nodes, side);
  const types = typesOf(leaves);
  const values = valuesOf(leaves, types, side, budget);
  const isEmpty = isNothing || types.names.size === 0 || values?.length === 0 || isCrossed(leaves, types);
  return { group, side, leaves, types, isNothing: isEmpty, ...(values ? { values } : {}) };
}

function valuesOf(leaves: readonly Schema[], types: Types, side: Side, budget: Budget): readonly Json[] | undefined {
  const lists = leaves.flatMap((leaf) => {
    const list = leaf['const'] === undefined ? listIn(leaf, 'enum') : [leaf['const']];
    return list ? [list] : [];
  });
  const [shortest = fewValues(types)] = lists.sort((a, b) => a.length - b.length);
  if (!shortest || shortest.length > MOST_VALUES) return undefined;
  return shortest.filter((value) =>
    leaves.every((leaf) => acceptsLeaf(leaf, value, side, budget) !== 'no'),
  ) as readonly Json[];
}

function fewValues({ names }: Types): Json[] | undefined {
  if ([...names].some((name) => name !== 'boolean' && name !== 'null')) return undefined;
  return [...(names.has('boolean') ? [true, false] : []), ...(names.has('null') ? [null] : [])];
}

/** Only numbers, and none between the limits. */
function isCrossed(leaves: readonly Schema[], { names }: Types): boolean {
  if (names.size !== 1 || !names.has('number')) return false;
  const [low, high] = [limitOf(leaves, 'minimum'), limitOf(leaves, 'maximum')];
  return low !== undefined && high !== undefined && low > high;
}

/** The tightest of a keyword that is a number: the greatest of lower limits, the least of upper ones. */
export function limitOf(leaves: readonly Schema[], key: string): number | undefined {
  const found = leaves.map((leaf) => numberIn(leaf, key)).filter((value) => value !== undefined);
  if (found.length === 0) return undefined;
  return /^max|Maximum$/.test(key) ? Math.min(...found) : Math.max(...found);
}

/** Values that may be valid: nothing is sure of them. `more` narrows what they are made for. */
export function samplesOf({ group, side }: Pick<Facts, 'group' | 'side'>, more: Schema = {}, count = 1): Json[] {
  // What stands nearer wins: of the leaves the alternative that was taken last. Of a list that is taken nothing else counts.
  const parts = leavesOf(group.nodes, side).leaves.map(({ $ref: _, allOf: __, ...leaf }) => {
    const { anyOf, oneOf, ...rest } = leaf;
    const isOpen = (list: unknown) => list !== undefined && !group.taken.has(list);
    return { ...rest, ...(isOpen(anyOf) ? { anyOf } : {}), ...(isOpen(oneOf) ? { oneOf } : {}) };
  });
  const schema = { ...more, allOf: parts };
  const make = (branch: number, blind: boolean) =>
    sampleOf(schema, newMaker(side.root, { branch, optional: false, blind }));
  const made = Array.from({ length: count }, (_, branch) => make(branch, true) ?? make(branch, false));
  return made.filter((value) => value !== undefined);
}
