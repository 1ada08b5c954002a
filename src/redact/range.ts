/** A part of a text that is a secret. */

/** `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** An overlap is one range, named after the one that starts first. */
export function unite(ranges: readonly Range[]): Range[] {
  const united: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = united.at(-1);
    if (last === undefined || range.start >= last.end) united.push(range);
    else if (range.end > last.end) united[united.length - 1] = { ...last, end: range.end };
  }
  return united;
}

/** United ranges as parts of the places that they touch, which are in order: by the number of the place, from its start on. */
export function partsAt(
  ranges: readonly Range[],
  starts: readonly number[],
  ends: readonly number[],
): Map<number, Range[]> {
  const parts = new Map<number, Range[]>();
  let first = 0;
  for (const { start, end, name } of ranges) {
    while (first < starts.length && ends[first]! <= start) first++;
    for (let index = first; index < starts.length && starts[index]! < end; index++) {
      const [from, to] = [starts[index]!, ends[index]!];
      const part = { start: Math.max(start, from) - from, end: Math.min(end, to) - from, name };
      if (part.start >= part.end) continue;
      const others = parts.get(index);
      if (others) others.push(part);
      else parts.set(index, [part]);
    }
  }
  return parts;
}
