/** Which rows the time line has: one a check, or one a tool where there are many checks. */
import type { StepResult } from '../../model.ts';

export type TimedStep = StepResult & { readonly startedAtMs: number };

export interface StepRows {
  readonly rows: readonly string[];
  readonly timed: readonly { readonly step: TimedStep; readonly row: number }[];
  /** Rows that were left out. */
  readonly left: number;
}

const MOST_CHECKS = 40;
const MOST_ROWS = 60;

/** Steps that took place, each with its row. */
export function stepRows(steps: readonly StepResult[]): StepRows {
  const ran = steps.filter((step): step is TimedStep => step.startedAtMs !== undefined && step.status !== 'skipped');
  const nameOf = ran.length <= MOST_CHECKS ? undefined : (step: StepResult) => step.tool ?? step.name;
  const rows: string[] = [];
  const placed = ran.map((step) => {
    const known = nameOf ? rows.indexOf(nameOf(step)) : -1;
    if (known >= 0) return { step, row: known };
    rows.push(nameOf?.(step) ?? step.name);
    return { step, row: rows.length - 1 };
  });
  const timed = placed.filter(({ row }) => row < MOST_ROWS);
  return { rows: rows.slice(0, MOST_ROWS), timed, left: Math.max(0, rows.length - MOST_ROWS) };
}
