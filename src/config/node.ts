/** A smoke file after parsing: JSON with places. */
import { pointerTo } from '../json/pointer.ts';
import type { Json, Place } from '../model.ts';

export type Node = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: null | boolean | number | string;
  /** Nothing was written: `key:` without a value. */
  readonly empty: boolean;
  readonly at: Place;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly at: Place;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
  readonly at: Place;
}

export interface Entry {
  readonly key: string;
  readonly keyAt: Place;
  readonly value: Node;
}

/** The plain value. A key `__proto__` is a key like any other. */
export function toJson(node: Node): Json {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toJson);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, toJson(value)]));
}

/** Every string inside `node` (values, not keys), with its place. */
export function strings(node: Node): { readonly value: string; readonly at: Place }[] {
  if (node.kind === 'list') return node.items.flatMap(strings);
  if (node.kind === 'map') return node.entries.flatMap(({ value }) => strings(value));
  return typeof node.value === 'string' ? [{ value: node.value, at: node.at }] : [];
}

/** JSON pointer inside `node` to the place of the value there. Found out when first asked for: few steps ever are. */
export function placesOf(node: Node): Pick<ReadonlyMap<string, Place>, 'get'> {
  let all: ReadonlyMap<string, Place> | undefined;
  return {
    get: (pointer) => {
      all ??= new Map([...nodesIn(node)].map(([at, { at: place }]) => [at, place]));
      return all.get(pointer);
    },
  };
}

/** Every node inside `node`, itself first, by JSON pointer. */
export function* nodesIn(node: Node, pointer = ''): Generator<readonly [string, Node]> {
  yield [pointer, node];
  if (node.kind === 'scalar') return;
  const parts: [string | number, Node][] =
    node.kind === 'map' ? node.entries.map(({ key, value }) => [key, value]) : [...node.items.entries()];
  for (const [part, child] of parts) yield* nodesIn(child, pointerTo(pointer, part));
}

/** `text`, `a number`, `a list`: for messages. */
export function nameOf(node: Node): string {
  if (node.kind !== 'scalar') return node.kind === 'list' ? 'a list' : 'a map';
  if (node.value === null) return node.empty ? 'nothing' : 'null';
  return { string: 'text', number: 'a number', boolean: `\`${node.value}\`` }[typeof node.value as 'string'];
}
