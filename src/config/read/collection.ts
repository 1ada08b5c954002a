/** Readers of lists and maps. A map's grammar is a table: a new key is a new row. */
import type { Json, JsonObject, Place } from '../../model.ts';
import { didYouMean } from '../../text/suggest.ts';
import { type Node, toJson } from '../node.ts';
import type { Problems } from '../problems.ts';
import { type Reader, refuse } from './reader.ts';

/** A reader for each key of `T`. */
export type Table<T> = { readonly [Key in keyof T]-?: Reader<T[Key]> };

/** The keys of a map that were there and could be read. */
export interface Found<T> {
  readonly at: Place;
  readonly values: Partial<T>;
  /** Places of the keys that were there, also of those whose value was refused. */
  readonly keys: ReadonlyMap<string, Place>;
  readonly node: Node;
}

/** What a key that others use is called here, as a hint. */
export type OtherNames = Readonly<Record<string, string>>;

/** A map with the keys of `table` and no others. */
export function map<T extends object>(what: string, table: Table<T>, others: OtherNames = {}): Reader<Found<T>> {
  const allowed = Object.keys(table);
  return (node, problems) => {
    if (node.kind !== 'map') return refuse(node, problems, what, `keys: ${allowed.join(', ')}`);
    const values: Partial<T> = {};
    for (const { key, keyAt, value } of node.entries) {
      if (!Object.hasOwn(table, key))
        addUnknown('key', key, keyAt, allowed, problems, { named: hintFrom(others, key) });
      else Object.assign(values, defined(key, table[key as keyof T](value, problems)));
    }
    return { at: node.at, values, keys: new Map(node.entries.map(({ key, keyAt }) => [key, keyAt])), node };
  };
}

/** Adds a problem when `key` is not there at all. */
export function need<T>(found: Found<T>, key: keyof T & string, problems: Problems): void {
  if (!found.keys.has(key)) problems.add(found.at, `\`${key}\` is missing`);
}

/** A list of what `item` reads; items that were refused are left out. */
export function list<T>(what: string, item: Reader<T>, least = 0): Reader<T[]> {
  return (node, problems) => {
    if (node.kind !== 'list') return refuse(node, problems, what, 'write it as a list: [a, b]');
    if (node.items.length < least) problems.add(node.at, 'this list must not be empty');
    return node.items.map((one) => item(one, problems)).filter((one) => one !== undefined);
  };
}

/** One entry of a map whose keys are the user's own. */
export interface Named<T> {
  readonly key: string;
  readonly keyAt: Place;
  readonly value: T;
}

/** A map with any keys; entries that were refused are left out. */
export function record<T>(what: string, item: Reader<T>): Reader<Named<T>[]> {
  return (node, problems) => {
    if (node.kind !== 'map') return refuse(node, problems, what);
    return node.entries.flatMap(({ key, keyAt, value }) => {
      const read = item(value, problems);
      return read === undefined ? [] : [{ key, keyAt, value: read }];
    });
  };
}

/** Any JSON. */
export function json(node: Node): Json {
  return toJson(node);
}

export function jsonObject(node: Node, problems: Problems): JsonObject | undefined {
  return node.kind === 'map' ? (toJson(node) as JsonObject) : refuse(node, problems, 'a map');
}

/** The node itself, to be read later. */
export function asIs(node: Node): Node {
  return node;
}

/** With did-you-mean and what is allowed; `named` is a hint that is better than a guess, `otherwise` one for want of a guess. */
export function addUnknown(
  noun: string,
  key: string,
  at: Place,
  allowed: readonly string[],
  problems: Problems,
  { named, otherwise }: { readonly named?: string | undefined; readonly otherwise?: string } = {},
): void {
  const hint = named ?? oddBlanks(key) ?? didYouMean(key, allowed) ?? otherwise;
  problems.add(at, `unknown ${noun} \`${key}\``, { allowed, ...(hint ? { hint } : {}) });
}

/** What looks like a blank or like nothing, and is a letter to YAML: copied from a web page, mostly. */
function oddBlanks(key: string): string | undefined {
  const [found] = /(?![ \t\n\r])[\s\u200b\u2060]/.exec(key) ?? [];
  if (found === undefined) return undefined;
  const code = `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  const what = found === '\u00a0' ? `a no-break space (${code})` : `${code}, which looks like a blank or like nothing`;
  return `in it stands ${what}: YAML takes it for a letter of the name; write plain blanks`;
}

function hintFrom(others: OtherNames, key: string): string | undefined {
  return Object.hasOwn(others, key) ? others[key] : undefined;
}

function defined(key: string, value: unknown): object {
  return value === undefined ? {} : { [key]: value };
}
