/** What a schema calls by a URI: its resources, anchors and base URIs (JSON Schema 2020-12 Core §8.2). */
import type { Dialect } from './dialect.ts';
import type { Position } from './positions.ts';

type Schema = Record<string, unknown>;

/** Every URI that names a place, and what follows `#` in it: the pointer of that place. */
export interface Index {
  /** Pointer of a resource by its URI. */
  readonly resources: Map<string, string>;
  /** Pointers by URI and name. */
  readonly anchors: Map<string, string>;
  /** URIs of the resources that have a dynamic anchor of a name. */
  readonly dynamic: Map<string, Set<string>>;
  /** Base URI by the pointer of a schema. */
  readonly bases: Map<string, string>;
}

const ROOT = 'schema:///';
/** What stands for `$recursiveAnchor`, which has no name. */
export const RECURSIVE = '';

/** What each URI and name stands for; the first that claims one has it. */
export function indexOf(positions: readonly Position[], dialect: Dialect): Index {
  const index: Index = { resources: new Map(), anchors: new Map(), dynamic: new Map(), bases: new Map() };
  const outerFirst = [...positions].sort((left, right) => left.pointer.length - right.pointer.length);
  for (const { pointer, schema } of outerFirst) {
    const outer = baseAbove(pointer, index.bases);
    const base = baseOf(schema, outer, dialect) ?? outer;
    index.bases.set(pointer, base);
    if (base !== outer || pointer === '') setOnce(index.resources, base, pointer);
    for (const name of anchorsOf(schema, dialect)) setOnce(index.anchors, `${base}#${name}`, pointer);
    for (const name of dynamicAnchorsOf(schema)) {
      if (!index.dynamic.has(name)) index.dynamic.set(name, new Set());
      index.dynamic.get(name)!.add(base);
    }
  }
  return index;
}

/** In drafts 6 and 7, what stands beside `$ref` does not count. */
function baseOf(schema: Schema, outer: string, dialect: Dialect): string | undefined {
  const id = schema['$id'];
  if (typeof id !== 'string' || id.startsWith('#') || (isOld(dialect) && typeof schema['$ref'] === 'string'))
    return undefined;
  return resolved(id, outer)?.uri;
}

/** Of the schemas around it. */
function baseAbove(pointer: string, bases: ReadonlyMap<string, string>): string {
  for (let end = pointer.lastIndexOf('/'); end >= 0; end = pointer.lastIndexOf('/', end - 1)) {
    const base = bases.get(pointer.slice(0, end));
    if (base !== undefined) return base;
  }
  return ROOT;
}

function anchorsOf(schema: Schema, dialect: Dialect): string[] {
  const { $id, $anchor, $dynamicAnchor } = schema;
  const old = isOld(dialect) && typeof $id === 'string' && $id.startsWith('#') ? [$id.slice(1)] : [];
  return [...old, ...[$anchor, $dynamicAnchor].filter((name) => typeof name === 'string')];
}

function dynamicAnchorsOf({ $dynamicAnchor, $recursiveAnchor }: Schema): string[] {
  return [
    ...(typeof $dynamicAnchor === 'string' ? [$dynamicAnchor] : []),
    ...($recursiveAnchor === true ? [RECURSIVE] : []),
  ];
}

export function isOld(dialect: Dialect): boolean {
  return dialect === 'draft-06' || dialect === 'draft-07';
}

/** A reference taken against its base (RFC 3986 §5), in two parts. */
export function resolved(ref: string, base: string): { uri: string; fragment: string } | undefined {
  try {
    const { href, hash } = new URL(ref, base);
    return { uri: href.replace(/#.*$/s, ''), fragment: decodeURIComponent(hash.slice(1)) };
  } catch {
    return undefined;
  }
}

function setOnce(map: Map<string, string>, key: string, value: string): void {
  if (!map.has(key)) map.set(key, value);
}
