/** Whether two schemas are the same but for annotations, the order of keys and alternatives, and how references are written. */
import { isObject } from '../../json/kind.ts';
import { LISTS, MAPS, PLAIN, SCHEMA, SETS } from './keywords.ts';
import { asNode, followed, type Node, type Schema, type Side } from './side.ts';

/** Steps that may still be made. */
export interface Budget {
  left: number;
  /** How many of them are inside of each other. */
  nested?: number;
}

export interface Pair {
  readonly one: Side;
  readonly other: Side;
  readonly budget: Budget;
}

/** What is being compared on the way here. */
interface Seen {
  readonly pairs: Map<object, Set<object>>;
  readonly depth: number;
}

const DEEPEST = 200;

function begun(): Seen {
  return { pairs: new Map(), depth: 0 };
}

/** Sure where it is true. */
export function equalSchemas(one: Node, other: Node, pair: Pair, seen: Seen = begun()): boolean {
  if (pair.budget.left-- <= 0 || seen.depth > DEEPEST) return false;
  const [a, b] = [canonical(resolved(one, pair.one)), canonical(resolved(other, pair.other))];
  if (a === undefined || b === undefined) return false;
  if (isOpen(a) && isOpen(b)) return true;
  if (typeof a === 'boolean' || typeof b === 'boolean') return a === b;
  const met = seen.pairs.get(a) ?? new Set();
  // Met again on the way: the same as far as it goes.
  if (met.has(b)) return true;
  seen.pairs.set(a, met.add(b));
  const inside = { ...seen, depth: seen.depth + 1 };
  const areSame = sameReference(a, b, pair, inside) && sameKeywords(a, b, pair, inside);
  // Only on the way: what was found under a guess that proved wrong must not stay.
  met.delete(b);
  return areSame;
}

/** Through references that stand alone; undefined where one leads nowhere. */
export function resolved(node: Node, side: Side): Node | undefined {
  let current: Node | undefined = node;
  for (let hops = 0; hops < 32; hops++) {
    if (current === undefined || typeof current === 'boolean' || typeof current['$ref'] !== 'string') return current;
    if (!side.isOld && keywordsOf(current).length > 0) return current;
    current = followed(current['$ref'], side);
  }
  return undefined;
}

/** One of two ways to say the same; without what says nothing. */
function canonical(node: Node | undefined): Node | undefined {
  if (typeof node !== 'object') return node;
  const known = canonicals.get(node);
  if (known) return known;
  const { const: constant, type, ...rest } = node;
  const entries = Object.entries(rest).filter(([key, value]) => !saysNothing(key, value));
  const isAlone = Array.isArray(type) && type.length === 1;
  const isInteger = (isAlone ? type[0] : type) === 'integer' && rest['multipleOf'] === undefined;
  const made: Schema = {
    ...Object.fromEntries(entries),
    ...(type === undefined ? {} : { type: isInteger ? 'number' : type }),
    ...(isInteger ? { multipleOf: 1 } : {}),
    ...(constant === undefined ? {} : rest['enum'] === undefined ? { enum: [constant] } : { const: constant }),
  };
  canonicals.set(node, made);
  return made;
}

const canonicals = new WeakMap<Schema, Schema>();

function saysNothing(key: string, value: unknown): boolean {
  if (value === 0) return key === 'minLength' || key === 'minItems' || key === 'minProperties';
  return (
    (key === 'uniqueItems' && value === false) || (key === 'required' && Array.isArray(value) && value.length === 0)
  );
}

function isOpen(node: Node): boolean {
  return node === true || (typeof node === 'object' && keywordsOf(node).length === 0 && node['$ref'] === undefined);
}

const KNOWN: ReadonlySet<string> = new Set([...SCHEMA, ...LISTS, ...MAPS, ...SETS, ...PLAIN]);

function keywordsOf(schema: Schema): string[] {
  return Object.keys(schema).filter((key) => KNOWN.has(key));
}

function sameReference(a: Schema, b: Schema, pair: Pair, seen: Seen): boolean {
  const [left, right] = [a['$ref'], b['$ref']];
  if (typeof left !== 'string' || typeof right !== 'string') return left === right;
  const targets = [followed(left, pair.one), followed(right, pair.other)] as const;
  return targets[0] !== undefined && targets[1] !== undefined && equalSchemas(targets[0], targets[1], pair, seen);
}

function sameKeywords(a: Schema, b: Schema, pair: Pair, seen: Seen): boolean {
  const keys = new Set([...keywordsOf(a), ...keywordsOf(b)]);
  return [...keys].every((key) => sameKeyword(key, a, b, pair, seen));
}

/** Also asked for one keyword of two schemas that differ elsewhere. */
export function sameKeyword(key: string, a: Schema, b: Schema, pair: Pair, seen: Seen = begun()): boolean {
  const [left, right] = [a[key], b[key]];
  const same = (x: unknown, y: unknown) => equalSchemas(asNode(x), asNode(y), pair, seen);
  if (left === undefined || right === undefined) return left === right;
  if (isIn(SETS, key)) return sameSet([left].flat(), [right].flat(), (x, y) => sameJson(x, y, pair.budget));
  if (isIn(LISTS, key) || (key === 'items' && Array.isArray(left)))
    return sameList(left, right, key === 'anyOf' || key === 'oneOf' || key === 'allOf', same);
  if (isIn(MAPS, key))
    return sameMap(left, right, (x, y) => (Array.isArray(x) ? sameJson(x, y, pair.budget) : same(x, y)));
  return isIn(SCHEMA, key) ? !Array.isArray(right) && same(left, right) : sameJson(left, right, pair.budget);
}

function isIn(keys: readonly string[], key: string): boolean {
  return keys.includes(key);
}

type Same = (x: unknown, y: unknown) => boolean;

function sameList(left: unknown, right: unknown, isSet: boolean, same: Same): boolean {
  if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
  if (left.every((one, index) => same(one, right[index]))) return true;
  return isSet && sameSet(left, right, same);
}

/** Every one has its like among the others that are left. */
function sameSet(left: readonly unknown[], right: readonly unknown[], same: Same): boolean {
  if (left.length !== right.length) return false;
  const rest = [...right];
  return left.every((one) => {
    const at = rest.findIndex((other) => same(one, other));
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
}

function sameMap(left: unknown, right: unknown, same: Same): boolean {
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && same(left[key], right[key]));
}

/** JSON values; 1 and 1.0 are one to JavaScript as to JSON Schema. */
export function sameJson(left: unknown, right: unknown, budget: Budget): boolean {
  if (budget.left-- <= 0) return false;
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((one, index) => sameJson(one, right[index], budget));
  return isObject(left) && isObject(right) && sameMap(left, right, (x, y) => sameJson(x, y, budget));
}
