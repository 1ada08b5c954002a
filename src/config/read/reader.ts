/** A reader takes one node of the file to a value. The grammar is made of these. */
import type { Place } from '../../model.ts';
import { type Node, nameOf } from '../node.ts';
import type { Problems } from '../problems.ts';

/** `undefined`: the node was refused and a problem was added. */
export type Reader<T> = (node: Node, problems: Problems) => T | undefined;

/** A value that is looked at again later, with its place. */
export interface Located<T> {
  readonly value: T;
  readonly at: Place;
}

export function located<T>(read: Reader<T>): Reader<Located<T>> {
  return (node, problems) => {
    const value = read(node, problems);
    return value === undefined ? undefined : { value, at: node.at };
  };
}

/** Adds `expected …, found …`. */
export function refuse(node: Node, problems: Problems, expected: string, hint?: string): undefined {
  problems.add(node.at, `expected ${expected}, found ${nameOf(node)}`, hint ? { hint } : {});
  return undefined;
}
