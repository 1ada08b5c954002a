/** How big a schema may be. Measured without recursion, before anything that recurses sees it. */

import type { SchemaProblem } from '../model.ts';
import { thousands } from '../text/plural.ts';

const MAX_DEPTH = 100;
const MAX_NODES = 10_000;
const MAX_BYTES = 1024 * 1024;

/** From here on a schema is compiled on the judging thread at once: it takes longer than a turn of our loop may. */
const LARGE_NODES = 400;

type Size = SchemaProblem | { readonly nodes: number };

/** Asked for several times of each schema. */
const sizes = new WeakMap<object, Size>();

/** The limit that `schema` breaks, if any: 100 levels, 10,000 objects and arrays, about 1 MiB as JSON. */
export function outOfBounds(schema: unknown): SchemaProblem | undefined {
  const size = measure(schema);
  return 'kind' in size ? size : undefined;
}

/** Of a schema within bounds: whether it is too large to be compiled between two turns of the event loop. */
export function isLarge(schema: unknown): boolean {
  const size = measure(schema);
  return 'kind' in size || size.nodes > LARGE_NODES;
}

/** Objects and arrays of `schema`, 0 where it is out of bounds. */
export function nodesIn(schema: unknown): number {
  const size = measure(schema);
  return 'kind' in size ? 0 : size.nodes;
}

function measure(schema: unknown): Size {
  if (typeof schema !== 'object' || schema === null) return measured(schema);
  const size = sizes.get(schema) ?? measured(schema);
  sizes.set(schema, size);
  return size;
}

function measured(schema: unknown): Size {
  const open: unknown[] = [schema];
  const depths = [1];
  let nodes = 0;
  let bytes = 0;
  while (open.length > 0) {
    const value = open.pop();
    const depth = depths.pop()!;
    bytes += typeof value === 'string' ? value.length + 2 : 4;
    if (bytes > MAX_BYTES) return tooBig('larger than 1 MiB');
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_DEPTH) return tooBig(`nested deeper than ${MAX_DEPTH} levels`);
    if (++nodes > MAX_NODES) return tooBig(`made of more than ${thousands(MAX_NODES)} objects and arrays`);
    for (const key of Object.keys(value)) {
      if (!Array.isArray(value)) bytes += key.length + 3;
      open.push((value as Record<string, unknown>)[key]);
      depths.push(depth + 1);
    }
  }
  return { nodes };
}

function tooBig(what: string): SchemaProblem {
  return { kind: 'schema-too-big', message: `is ${what}`, where: '' };
}
