/** Stacks of our own exceptions, with the names that the source has: in what the build packs they are short (scripts/short-names.mjs). */
import { readFileSync } from 'node:fs';

/** First and last place of a function, a line counting a million columns, and its name; in order of the first. */
type Named = readonly [from: number, to: number, name: string];

/** By the name of the pack: `start.js`. */
export type Names = Readonly<Record<string, readonly Named[]>>;

const LINE = 1e6;
const FRAME = /^( {4}at )(async )?(?:[^\n(]* \()?((?:[^\n()]*[\\/])?(\w+\.js):(\d+):(\d+))\)?$/gm;

/** The same frames at the same places; those of other files as they are. */
export function readableStack(stack: string, table: Names = namesByFile()): string {
  return stack.replace(
    FRAME,
    (frame, at: string, how = '', place: string, file: string, line: string, column: string) => {
      const names = Object.hasOwn(table, file) ? table[file]! : [];
      const position = Number(line) * LINE + Number(column);
      // The innermost begins last.
      const name = names.findLast(([from, to]) => from <= position && position <= to)?.[2];
      return name === undefined ? frame : `${at}${how}${name} (${place})`;
    },
  );
}

/** Empty where the source itself is run. */
function namesByFile(): Names {
  try {
    return namesIn(readFileSync(new URL('names.json', import.meta.url), 'utf8'));
  } catch {
    return {};
  }
}

/** The build keeps how far each begins behind the one before, and how long it is, which takes a quarter less in a tarball. */
export function namesIn(kept: string): Names {
  const folded = Object.entries(JSON.parse(kept) as Names);
  return Object.fromEntries(folded.map(([file, names]) => [file, unfolded(names)]));
}

function unfolded(kept: readonly Named[]): Named[] {
  let from = 0;
  return kept.map(([gap, length, name]) => {
    from += gap;
    return [from, from + length, name];
  });
}
