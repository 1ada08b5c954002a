/** Several reports: those of one run are joined; one of the same scripts from before is what the run is compared with. */
import type { Report, SuiteReport } from '../model.ts';
import { changesOf, type Pair } from '../report/changes.ts';
import { mergeReports } from './merge.ts';

/**
 * `choice`: true compares whatever holds the same suites, false joins everything. Undefined: compared are reports of the
 * same suites, by the same command on the same system and Node, one after the other; else they may be jobs of a matrix.
 */
export function joinReports(reports: readonly Report[], choice: boolean | undefined): Report {
  if (choice === false) return mergeReports(reports);
  const sorted = [...reports].sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
  const isEarlier = choice === true ? sharesSuites : isSameAgain;
  const earlier = sorted.filter((one, index) => sorted.slice(index + 1).some((later) => isEarlier(one, later)));
  if (earlier.length === 0) return mergeReports(reports);
  const last = mergeReports(reports.filter((one) => !earlier.includes(one)));
  const before = earlier.at(-1)!;
  return { ...last, changes: changesOf(pairsOf(last, earlier), before) };
}

/** Each suite with the last of the earlier ones that is the same. */
function pairsOf(last: Report, earlier: readonly Report[]): Pair[] {
  const known = new Map(earlier.flatMap(({ suites }) => suites.map((suite) => [keyOf(suite), suite] as const)));
  return last.suites.flatMap((after): Pair[] => {
    const before = known.get(keyOf(after));
    return before ? [[before, after]] : [];
  });
}

function isSameAgain(one: Report, later: Report): boolean {
  const hasEnded = Date.parse(one.startedAt) + one.durationMs <= Date.parse(later.startedAt);
  const [a, b] = [one.environment, later.environment];
  const isSamePlace = a?.platform === b?.platform && a?.node === b?.node;
  return hasEnded && isSamePlace && askedFor(one) === askedFor(later) && namesOf(one) === namesOf(later);
}

function sharesSuites(one: Report, later: Report): boolean {
  const keys = new Set(later.suites.map(keyOf));
  return one.suites.some((suite) => keys.has(keyOf(suite)));
}

function namesOf({ suites }: Report): string {
  return JSON.stringify(suites.map(keyOf).sort());
}

/** The name tells the revisions of one file apart. */
function keyOf({ file, name, target = '' }: SuiteReport): string {
  return JSON.stringify([file, name, file === '' ? target : '']);
}

/** Options that say where a report goes and what stands on it: they test nothing else. */
const TELLING_NOTHING = /^--(?:report|title|for|by|logo|scope|note)(=|$)/;

function askedFor({ command = '' }: Report): string {
  const words = command.match(/(?:'[^']*'|[^\s'])+/g) ?? [];
  return words.filter((word, index) => !isOfReport(word) && !isOfReport(words[index - 1] ?? '', true)).join(' ');
}

/** `takesNext`: the value is the next word. */
function isOfReport(word: string, takesNext = false): boolean {
  const [, equals] = TELLING_NOTHING.exec(word) ?? [];
  return equals !== undefined && !(takesNext && equals === '=');
}
