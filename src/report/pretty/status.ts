import type { StepResult, StepStatus } from '../../model.ts';
import type { Palette } from './palette.ts';

const WORDS: Readonly<Record<StepStatus, string>> = {
  passed: 'OK',
  failed: 'FAIL',
  flaky: 'FLAKY',
  broken: 'BROKEN',
  skipped: 'SKIP',
};

const PAINTS = {
  passed: 'good',
  failed: 'bad',
  flaky: 'notice',
  broken: 'bad',
  skipped: 'faint',
} as const satisfies Record<StepStatus, keyof Palette>;

/** As long as the longest word. */
export const STATUS_COLUMNS = 6;

/** The status as a word, padded to `STATUS_COLUMNS`. */
export function statusWord(status: StepStatus, palette: Palette): string {
  return palette[PAINTS[status]](WORDS[status]) + ' '.repeat(STATUS_COLUMNS - WORDS[status].length);
}

export function isBad({ status }: Pick<StepResult, 'status'>): boolean {
  return status === 'failed' || status === 'broken';
}

/** The status that stands for all of them. */
export function worstStatus(statuses: readonly StepStatus[]): StepStatus {
  const ranked: readonly StepStatus[] = ['broken', 'failed', 'flaky', 'passed'];
  return ranked.find((status) => statuses.includes(status)) ?? 'skipped';
}
