import leven from 'leven';

const LONGEST_GUESS = 60;
/** A file may hold thousands of names. */
const MOST_NAMES = 500;

/** `did you mean …?` for a mistyped name, when one of `names` is near enough. */
export function didYouMean(written: string, names: readonly string[]): string | undefined {
  const near = nearest(written, names);
  return near === undefined ? undefined : `did you mean \`${near}\`?`;
}

/** As `didYouMean`; where none is near, one of which a word is: `serch` for `search_notes`. */
export function didYouMeanWord(written: string, names: readonly string[]): string | undefined {
  const whole = didYouMean(written, names);
  if (whole !== undefined || written.length < 4) return whole;
  const byWord = new Map(
    names
      .slice(0, MOST_NAMES)
      .flatMap((name) => wordsOf(name).map((word) => [word, name]))
      .reverse() as [string, string][],
  );
  const word = byWord.has(written) ? written : nearest(written, [...byWord.keys()]);
  return word === undefined ? undefined : `did you mean \`${byWord.get(word)}\`?`;
}

function wordsOf(name: string): string[] {
  return name.split(/[^\p{L}\d]+|(?<=\p{Ll})(?=\p{Lu})/u).filter((word) => word.length >= 4);
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
