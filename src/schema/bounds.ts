/** How big a schema may be. Measured without recursion, before anything that recurses sees it. */

import type { SchemaProblem } from '../model.ts';
import { thousands } from '../text/plural.ts';

const MAX_DEPTH = 100;
const MAX_NODES = 10_000;
const MAX_BYTES = 1024 * 1024;

/** From here on a schema is compiled on the judging thread at once: it takes longer than a turn of our loop may. */
const LARGE_NODES = 400;

interface Place {
  readonly value: unknown;
  readonly depth: number;
}

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

function measure(schema: unknown): SchemaProblem | { readonly nodes: number } {
  const open: Place[] = [{ value: schema, depth: 1 }];
  let nodes = 0;
  let bytes = 0;
  while (open.length > 0) {
    const { value, depth } = open.pop()!;
    bytes += typeof value === 'string' ? value.length + 2 : 4;
    if (bytes > MAX_BYTES) return tooBig('larger than 1 MiB');
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_DEPTH) return tooBig(`nested deeper than ${MAX_DEPTH} levels`);
    if (++nodes > MAX_NODES) return tooBig(`made of more than ${thousands(MAX_NODES)} objects and arrays`);
    bytes += push(value, depth + 1, open);
  }
  return { nodes };
}

/** Adds what `value` holds; returns the bytes of its keys. */
function push(value: object, depth: number, open: Place[]): number {
  let bytes = 0;
  const named = !Array.isArray(value);
  for (const [key, child] of Object.entries(value)) {
    if (named) bytes += key.length + 3;
    open.push({ value: child, depth });
  }
  return bytes;
}

function tooBig(what: string): SchemaProblem {
  return { kind: 'schema-too-big', message: `is ${what}`, where: '' };
}
