/** The strings, keys and numbers of JSON data, in the order in which it is written; anything that is not JSON passes as it is. */

export type Leaf = string | number;

/** The data as JSON, without blanks, and where each leaf stands there: `ends` are exclusive, quotation marks no part of it. */
export interface LaidOut {
  readonly text: string;
  readonly leaves: readonly Leaf[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

export function layOut(value: unknown): LaidOut {
  const [parts, leaves, starts, ends]: [string[], Leaf[], number[], number[]] = [[], [], [], []];
  let length = 0;
  const write = (part: string) => {
    parts.push(part);
    length += part.length;
  };
  const writeLeaf = (leaf: Leaf) => {
    const inset = typeof leaf === 'string' ? 1 : 0;
    leaves.push(leaf);
    starts.push(length + inset);
    write(typeof leaf === 'string' ? JSON.stringify(leaf) : String(leaf));
    ends.push(length - inset);
  };
  const lay = (part: unknown) => {
    if (typeof part === 'string' || typeof part === 'number') return writeLeaf(part);
    if (Array.isArray(part)) return layList(part);
    if (!isPlainObject(part)) return write('null');
    write('{');
    for (const [index, key] of Object.keys(part).entries()) {
      if (index > 0) write(',');
      writeLeaf(key);
      // It counts, and tells nothing; what stands around it may be a list of bytes.
      if (key === String(index)) starts[starts.length - 1] = ends[ends.length - 1]!;
      write(':');
      lay(part[key]);
    }
    write('}');
  };
  const layList = (list: readonly unknown[]) => {
    write('[');
    for (const [index, item] of list.entries()) {
      if (index > 0) write(',');
      lay(item);
    }
    write(']');
  };
  lay(value);
  return { text: parts.join(''), leaves, starts, ends };
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
