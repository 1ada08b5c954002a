import leven from 'leven';

const LONGEST_GUESS = 60;
/** A file may hold thousands of names. */
const MOST_NAMES = 500;

/** `did you mean …?` for a mistyped name, when one of `names` is near enough. */
export function didYouMean(written: string, names: readonly string[]): string | undefined {
  const near = nearest(written, names);
  return near === undefined ? undefined : `did you mean \`${near}\`?`;
}

function nearest(written: string, names: readonly string[]): string | undefined {
  if (written.length > LONGEST_GUESS) return undefined;
  const most = written.length <= 3 ? 1 : Math.floor(written.length / 3) + 1;
  const distances = names
    .slice(0, MOST_NAMES)
    .filter((name) => name !== written)
    .map((name) => ({ name, distance: leven(written.toLowerCase(), name.toLowerCase(), { maxDistance: most + 1 }) }));
  return distances.filter(({ distance }) => distance <= most).sort((a, b) => a.distance - b.distance)[0]?.name;
}
