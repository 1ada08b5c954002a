/** What is wrong with a smoke file: collected while it is read, told all at once. */
import { type Place, UsageError } from '../model.ts';
import { excerpt } from '../text/excerpt.ts';
import { codeFrame } from '../text/frame.ts';
import { plural } from '../text/plural.ts';
import { printable } from '../text/printable.ts';

export interface ConfigProblem {
  readonly message: string;
  readonly place: Place;
  /** What to change. */
  readonly hint?: string;
  /** Everything that may stand there. */
  readonly allowed?: readonly string[];
}

const MOST_SHOWN = 20;
/** A key or a value that is quoted may be as long as the file. */
const LONGEST_MESSAGE = 400;

/** The user's smoke files cannot be used. `.message` shows every problem with its code frame. */
export class ConfigError extends UsageError {
  /** `sources`: the text of each file, by the name it has in places. */
  constructor(
    readonly problems: readonly ConfigProblem[],
    sources: ReadonlyMap<string, string>,
  ) {
    super(render(problems, sources), problems[0]?.place);
  }
}

/** The problems found so far. Readers add to it and go on. */
export class Problems {
  readonly found: ConfigProblem[] = [];

  /** In the order of the file, files in the order they were read. */
  sorted(): ConfigProblem[] {
    const files = [...new Set(this.found.map(({ place }) => place.file))];
    const order = ({ place }: ConfigProblem) => [files.indexOf(place.file), place.line, place.column] as const;
    return this.found.toSorted((left, right) => compare(order(left), order(right)));
  }

  add(place: Place, message: string, more: Pick<ConfigProblem, 'hint' | 'allowed'> = {}): void {
    this.found.push({ message: excerpt(message, LONGEST_MESSAGE), place, ...more });
  }
}

function compare(left: readonly number[], right: readonly number[]): number {
  const index = left.findIndex((value, at) => value !== right[at]);
  return index < 0 ? 0 : left[index]! - right[index]!;
}

function render(problems: readonly ConfigProblem[], sources: ReadonlyMap<string, string>): string {
  const shown = problems.slice(0, MOST_SHOWN).map((problem) => renderOne(problem, sources.get(problem.place.file)));
  const rest = problems.length - shown.length;
  return [...shown, ...(rest > 0 ? [`… and ${plural(rest, 'more problem')}`] : [])].join('\n\n');
}

function renderOne({ message, place, hint, allowed }: ConfigProblem, source = ''): string {
  const margin = `${' '.repeat(String(place.line).length)} = `;
  return [
    `error: ${printable(message)}`,
    codeFrame(source, place),
    ...(hint ? [`${margin}${printable(hint)}`] : []),
    ...(allowed ? [`${margin}allowed here: ${allowed.map(printable).join(', ')}`] : []),
  ].join('\n');
}
