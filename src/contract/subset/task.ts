/** One question: is every value that is valid on one side valid on the other? What all parts of the answer share. */
import type { Facts } from './group.ts';
import type { Group } from './leaves.ts';
import type { Reason } from './reason.ts';
import type { Node, Schema, Side } from './side.ts';

export interface Task {
  readonly from: Side;
  readonly to: Side;
  /** An optional property that is new on an open object takes nothing away. */
  readonly isLenient: boolean;
  /** Steps that may still be made. */
  left: number;
  /** How deep in the value. */
  depth: number;
  /** Empty: yes. */
  readonly compare: (group: Group, node: Node, task: Task) => readonly Reason[];
}

/** Looks at one keyword, or a few that belong together, of a schema that all must fit. */
export type Facet = (facts: Facts, leaf: Schema, task: Task) => readonly Reason[];

/** Compares parts of the values. */
export function deeper(task: Task, group: Group, node: Node): readonly Reason[] {
  task.depth += 1;
  const reasons = task.compare(group, node, task);
  task.depth -= 1;
  return reasons;
}
