/** What changed since an earlier run, in the words that every report for people has. */
import type { Changes, PaceChange, StatusChange, StepStatus } from '../model.ts';
import { duration } from '../text/duration.ts';
import { excerpt } from '../text/excerpt.ts';
import { plural } from '../text/plural.ts';
import { when } from './when.ts';

const MOST = 50;
const LABEL = 120;

/** `word`: how it changed; `what`: a check, or a tool with its times. */
export interface ChangeRow {
  readonly word: string;
  readonly what: string;
}

/** `Since …: 1 check newly fails, 2 were mended, 1 tool became slower.` */
export function changesSentence({ since, commit, checks, slower, faster }: Changes): string {
  const count = (word: string) => checks.filter((change) => changeWord(change) === word).length;
  const told = [
    countWords(count('newly failing'), 'check fails', 'checks fail', ' that did not fail before'),
    countWords(count('mended'), 'check was', 'checks were', ' mended'),
    countWords(count('new'), 'check is', 'checks are', ' new'),
    countWords(count('gone'), 'check is', 'checks are', ' gone'),
    countWords(slower.length, 'tool became', 'tools became', ' slower'),
    countWords(faster.length, 'tool became', 'tools became', ' faster'),
  ].flat();
  const at = `Since the run of ${when(since)}${commit ? `, commit ${commit.slice(0, 12)}` : ''}`;
  return `${at}: ${told.length === 0 ? 'every check has the same result' : told.join(', ')}.`;
}

function countWords(count: number, one: string, many: string, end: string): string[] {
  return count === 0 ? [] : [`${plural(count, one, many)}${end}`];
}

/** `''` where the result is the same. */
export function changeWord({ before, after }: StatusChange): string {
  if (before === undefined) return 'new';
  if (after === undefined) return 'gone';
  if (isBad(after) !== isBad(before)) return isBad(after) ? 'newly failing' : 'mended';
  return after === before ? '' : 'changed';
}

function isBad(status: StepStatus): boolean {
  return status === 'failed' || status === 'broken';
}

/** One by one what is newly failing, mended and slower, and how many more there are. `isOnly`: no other suite to tell from. */
export function changeRows({ checks, slower }: Changes, isOnly: boolean): { rows: ChangeRow[]; left: number } {
  const named = (what: string, suite: string) => excerpt(what, LABEL) + (isOnly ? '' : `, ${excerpt(suite, LABEL)}`);
  const rows = ['newly failing', 'mended'].flatMap((word) =>
    checks
      .filter((change) => changeWord(change) === word)
      .map(({ check, suite }) => ({ word, what: named(check, suite) })),
  );
  const paces = slower.map((pace) => ({
    word: 'slower',
    what: `${named(pace.tool, pace.suite)}: ${paceSentence(pace)}`,
  }));
  const all = [...rows, ...paces];
  return { rows: all.slice(0, MOST), left: Math.max(0, all.length - MOST) };
}

function paceSentence(pace: PaceChange): string {
  const { before, after, difference } = paceWords(pace);
  return `${before} before, ${after} now, ${difference}`;
}

export function paceWords({ beforeMs, afterMs, noiseMs }: PaceChange) {
  const change = afterMs - beforeMs;
  const sign = change > 0 ? '+' : '−';
  const share = beforeMs > 0 ? ` (${sign}${Math.round((Math.abs(change) / beforeMs) * 100)} %)` : '';
  const difference = `${sign}${fine(Math.abs(change))}${share}`;
  return { before: fine(beforeMs), after: fine(afterMs), difference, noise: `± ${fine(noiseMs)}` };
}

function fine(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : duration(ms);
}
