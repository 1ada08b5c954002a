/** The JSONPaths that nearly all are: names and indices, one value at most (RFC 9535, a part of its singular queries). */

/** Names and indices, from the root. */
export type PlainPath = readonly (string | number)[];

const PLAIN = /^\$(?:\.[A-Za-z_]\w*|\[(?:0|[1-9]\d{0,8})\])*$/;
const PART = /\.(\w+)|\[(\d+)\]/g;

/** Undefined where it is anything else. */
export function readPlainPath(path: string): PlainPath | undefined {
  if (!PLAIN.test(path)) return undefined;
  return [...path.matchAll(PART)].map(([, name, index]) => name ?? Number(index));
}

/** One value, or none. */
export function selectPlainly(path: PlainPath, root: unknown): unknown[] {
  let value = root;
  for (const part of path) {
    const isThere = typeof part === 'number' ? Array.isArray(value) : isRecord(value);
    if (!isThere || !Object.hasOwn(value as object, part)) return [];
    value = (value as Record<string | number, unknown>)[part];
  }
  return [value];
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
