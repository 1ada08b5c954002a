/** What was seen, in rows: `expected`, `received` and their kin where the evidence says so, else `seen`. */
import { excerpt } from '../../text/excerpt.ts';
import { plural } from '../../text/plural.ts';
import type { PrettyOptions } from './options.ts';
import { row } from './row.ts';

const SHORT = { characters: 8_000, lines: 20, lineLength: 500 };
const WHOLE = { characters: 200_000, lines: 1_000, lineLength: 20_000 };

export function evidenceRows(evidence: string, options: PrettyOptions): string[] {
  const most = options.verbosity > 0 ? WHOLE : SHORT;
  const lines = excerpt(evidence, most.characters)
    .trimEnd()
    .split(/\r\n?|\n/);
  const kept = lines.slice(0, most.lines).map((line) => excerpt(line, most.lineLength));
  const rest = lines.length - kept.length;
  const all = rest > 0 ? [...kept, `… (${plural(rest, 'more line')})`] : kept;
  return grouped(all).flatMap(({ label, texts }) => row(label, texts, options));
}

interface Group {
  readonly label: string;
  readonly texts: string[];
}

/** A line such as `expected: 4` begins a row of its own; others follow the row before. */
function grouped(lines: readonly string[]): Group[] {
  const groups: Group[] = [];
  for (const line of lines) {
    const [, label, text] = /^(expected|received|sent|stderr|cause): (.*)$/.exec(line) ?? [];
    if (label !== undefined) groups.push({ label, texts: [text ?? ''] });
    else if (groups.length === 0) groups.push({ label: 'seen', texts: [line] });
    else groups.at(-1)?.texts.push(line);
  }
  return groups;
}
