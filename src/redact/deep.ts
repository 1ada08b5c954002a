/** The strings, keys and numbers of JSON data, in the order in which it is written; anything that is not JSON passes as it is. */

export type Leaf = string | number;

export function leavesOf(value: unknown, leaves: Leaf[] = []): Leaf[] {
  if (typeof value === 'string' || typeof value === 'number') leaves.push(value);
  else if (Array.isArray(value)) for (const item of value) leavesOf(item, leaves);
  else if (isPlainObject(value))
    for (const [key, item] of Object.entries(value)) {
      leaves.push(key);
      leavesOf(item, leaves);
    }
  return leaves;
}

/** The value with what `next` gives in the place of each leaf, in that order. Parts in which nothing changes are the same objects as before. */
export function withLeaves(value: unknown, next: () => unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number') return next();
  if (Array.isArray(value)) return mapList(value, (item) => withLeaves(item, next));
  if (!isPlainObject(value)) return value;
  const before = Object.entries(value);
  const after = before.map(([, item]) => [String(next()), withLeaves(item, next)] as const);
  const isSame = after.every(([key, item], index) => key === before[index]![0] && item === before[index]![1]);
  return isSame ? value : Object.fromEntries(unique(after));
}

function mapList(list: readonly unknown[], map: (item: unknown) => unknown): readonly unknown[] {
  const mapped = list.map(map);
  return mapped.every((item, index) => item === list[index]) ? list : mapped;
}

/** Two keys that read the same once they are redacted must not lose a value. */
function unique(entries: readonly (readonly [string, unknown])[]): (readonly [string, unknown])[] {
  const seen = new Map<string, number>();
  return entries.map(([key, item]) => {
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return [count === 1 ? key : `${key} (${count})`, item];
  });
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
