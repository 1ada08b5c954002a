/**
 * A JSON value with `text` applied to every string and key, and `number` to every number. Parts in which nothing
 * changes are the same objects as before. Anything that is not JSON passes as it is.
 */
export function mapStrings(value: unknown, text: (text: string) => string, number: (n: number) => unknown): unknown {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return number(value);
  if (Array.isArray(value)) return mapList(value, (item) => mapStrings(item, text, number));
  if (!isPlainObject(value)) return value;
  const before = Object.entries(value);
  const after = before.map(([key, item]) => [text(key), mapStrings(item, text, number)] as const);
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
