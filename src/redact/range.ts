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
