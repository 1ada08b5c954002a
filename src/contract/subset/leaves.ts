/** All that must hold of a value at once: references followed, `allOf` opened. */
import { asNode, followed, listIn, type Node, type Schema, type Side } from './side.ts';

/** Schemas that hold together; a split of them has taken one alternative each of the lists in `taken`. */
export interface Group {
  readonly nodes: readonly Node[];
  readonly taken: ReadonlySet<unknown>;
}

export interface Leaves {
  readonly leaves: readonly Schema[];
  /** One of them is `false`. */
  readonly isNothing: boolean;
  /** Every part is known. */
  readonly isWhole: boolean;
}

const MOST = 500;

/** Of each leaf its own keywords count, but for `$ref` and `allOf`, which are done. */
export function leavesOf(nodes: readonly Node[], side: Side): Leaves {
  const leaves = new Set<Schema>();
  const open = [...nodes];
  let isNothing = false;
  let isWhole = true;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === false) isNothing = true;
    if (typeof next === 'boolean' || leaves.has(next)) continue;
    if (leaves.size >= MOST) return { leaves: [...leaves], isNothing, isWhole: false };
    const { $ref } = next;
    if (typeof $ref === 'string') {
      const target = followed($ref, side);
      if (target === undefined) isWhole = false;
      else open.push(target);
    }
    const isOnlyReference = typeof $ref === 'string' && side.isOld;
    // A reference to itself must be known again, whatever counts of it.
    leaves.add(next);
    if (isOnlyReference) bare.add(next);
    else for (const part of listIn(next, 'allOf') ?? []) open.push(asNode(part));
  }
  return { leaves: [...leaves].filter((leaf) => !bare.has(leaf)), isNothing, isWhole };
}

/** Schemas of which only the reference counts. */
const bare = new WeakSet<Schema>();

export function groupOf(nodes: readonly Node[]): Group {
  return { nodes: [...new Set(nodes)].filter((node) => node !== true), taken: new Set() };
}
