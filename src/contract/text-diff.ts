/** A short difference of two texts, as people know it from version control. */
const MOST_LINES = 8;
/** Of a longer line, what is around the place where it differs. */
const LONGEST = 160;
const AROUND = 60;

/** Lines that begin with `-` and `+`, with one line of context on each side. */
export function textDiff(before: string, after: string): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  const start = alike(old, now);
  const end = Math.min(alike(old.toReversed(), now.toReversed()), Math.min(old.length, now.length) - start);
  const gone = old.slice(start, old.length - end);
  const come = now.slice(start, now.length - end);
  const pairs = gone.length === 1 && come.length === 1 ? [around(gone[0]!, come[0]!)] : [[gone, come] as const];
  const [[lost, added]] = pairs as [readonly [readonly string[], readonly string[]]];
  return [
    ...old.slice(Math.max(0, start - 1), start).map((line) => ` ${cut(line)}`),
    ...some(lost).map((line) => `-${cut(line)}`),
    ...some(added).map((line) => `+${cut(line)}`),
    ...(end > 0 ? [` ${cut(old[old.length - end]!)}`] : []),
  ].join('\n');
}

function alike(left: readonly string[], right: readonly string[]): number {
  const least = Math.min(left.length, right.length);
  let count = 0;
  while (count < least && left[count] === right[count]) count++;
  return count;
}

function some(lines: readonly string[]): readonly string[] {
  const rest = lines.length - MOST_LINES;
  return rest > 0 ? [...lines.slice(0, MOST_LINES), `… and ${rest} more`] : lines;
}

function around(left: string, right: string): readonly [readonly string[], readonly string[]] {
  if (left.length <= LONGEST && right.length <= LONGEST) return [[left], [right]];
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  const from = Math.max(0, at - AROUND);
  const part = (text: string) =>
    `${from > 0 ? '…' : ''}${text.slice(from, from + LONGEST)}${text.length > from + LONGEST ? '…' : ''}`;
  return [[part(left)], [part(right)]];
}

function cut(line: string): string {
  return line.length > LONGEST + 2 ? `${line.slice(0, LONGEST)}…` : line;
}

/** No text has no line. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}
