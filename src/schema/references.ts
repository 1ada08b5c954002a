/**
 * A schema whose references are all pointers into itself. ajv resolves `$id` inside a schema, `$dynamicRef` and
 * `$recursiveRef` by rules of its own, and runs out of stack over some; what is here follows JSON Schema 2020-12 Core §8.
 */

import { atPointer, pointerTo } from '../json/pointer.ts';
import type { Dialect } from './dialect.ts';
import { type Position, schemaPositions } from './positions.ts';
import { type Index, indexOf, isOld, RECURSIVE, resolved } from './resources.ts';

type Schema = Record<string, unknown>;

const KEYS = ['$ref', '$dynamicRef', '$recursiveRef'];
const IDENTIFIERS = ['$id', '$anchor', '$dynamicAnchor', '$recursiveAnchor'];
const UNDECIDED = Symbol('undecided');

/**
 * `schema` itself where it has nothing to rewrite, or something that leads nowhere. `undecided` is the place of a reference
 * whose target depends on the way that a value takes through the schema.
 */
export function withLocalReferences(schema: unknown, dialect: Dialect): { schema: unknown } | { undecided: string } {
  const positions = schemaPositions(schema);
  return positions.some(needsRewriting) ? rewrittenWhole(schema, positions, dialect) : { schema };
}

function rewrittenWhole(
  schema: unknown,
  positions: readonly Position[],
  dialect: Dialect,
): { schema: unknown } | { undecided: string } {
  const index = indexOf(positions, dialect);
  const targets = new Map<string, readonly string[]>();
  for (const position of positions) {
    const found = targetsOf(position, schema, index, dialect);
    if (found === undefined) return { schema };
    if ('undecided' in found) return found;
    targets.set(position.pointer, found);
  }
  return { schema: rewritten(schema as Schema, targets) };
}

/** As `withLocalReferences`, with names (`#here`) written as pointers as well. */
export function withPointers(schema: unknown, dialect: Dialect): { schema: unknown } | { undecided: string } {
  const positions = schemaPositions(schema);
  const isNamed = positions.some(({ schema: { $ref } }) => typeof $ref === 'string' && /^#[^/]/.test($ref));
  return isNamed ? rewrittenWhole(schema, positions, dialect) : withLocalReferences(schema, dialect);
}

function needsRewriting({ pointer, schema }: Position): boolean {
  const isInner = pointer !== '' && typeof schema['$id'] === 'string';
  return isInner || schema['$dynamicRef'] !== undefined || schema['$recursiveRef'] !== undefined;
}

/** The references of one schema as they are to be written; undefined where one leads nowhere. */
function targetsOf(
  { pointer, schema }: Position,
  root: unknown,
  index: Index,
  dialect: Dialect,
): readonly string[] | { undecided: string } | undefined {
  const base = index.bases.get(pointer)!;
  const found: string[] = [];
  for (const key of KEYS) {
    const ref = schema[key];
    if (typeof ref !== 'string' || (isOld(dialect) && key !== '$ref')) continue;
    const target = targetOf(key, ref, base, index);
    if (target === UNDECIDED) return { undecided: pointerTo(pointer, key) };
    if (target === undefined) return undefined;
    if (target.startsWith('/') || target === '') {
      if (atPointer(root, target) === undefined) return undefined;
      found.push(`#${target.split('/').map(encodeURIComponent).join('/')}`);
    } else found.push(target);
  }
  return found;
}

/** A pointer from the root, or the URI of a meta-schema. */
function targetOf(key: string, ref: string, base: string, index: Index): string | typeof UNDECIDED | undefined {
  const place = resolved(ref, base);
  if (place === undefined) return undefined;
  const { uri, fragment } = place;
  const resource = index.resources.get(uri);
  if (resource === undefined) return uri.includes('json-schema.org/') ? ref : undefined;
  const name = key === '$recursiveRef' ? RECURSIVE : fragment;
  if (key !== '$ref' && index.dynamic.get(name)?.has(uri)) {
    const winner = outermost(index.dynamic.get(name)!, index);
    // ajv follows the dynamic scope of 2019-09, and not that of 2020-12.
    if (winner === undefined) return key === '$recursiveRef' ? undefined : UNDECIDED;
    return name === RECURSIVE ? index.resources.get(winner) : index.anchors.get(`${winner}#${name}`);
  }
  if (fragment === '' || fragment.startsWith('/')) return `${resource}${fragment}`;
  return index.anchors.get(`${uri}#${fragment}`);
}

/** Evaluation begins at the root, so an anchor there wins always, and so does the only one; else it depends on the way. */
function outermost(uris: ReadonlySet<string>, { bases }: Index): string | undefined {
  const root = bases.get('')!;
  if (uris.has(root)) return root;
  return uris.size === 1 ? [...uris][0] : undefined;
}

function rewritten(schema: Schema, targets: ReadonlyMap<string, readonly string[]>): unknown {
  const copy = structuredClone(schema);
  for (const { pointer, schema: part } of schemaPositions(copy)) {
    const [first, ...more] = targets.get(pointer) ?? [];
    for (const key of [...KEYS, ...IDENTIFIERS]) delete part[key];
    if (first !== undefined) part['$ref'] = first;
    if (more.length > 0) part['allOf'] = [...allOf(part), ...more.map((ref) => ({ $ref: ref }))];
  }
  return copy;
}

function allOf(schema: Schema): unknown[] {
  return Array.isArray(schema['allOf']) ? schema['allOf'] : [];
}
