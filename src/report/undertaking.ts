/** What a report is of, in the words of its verdict. */
import type { Report } from '../model.ts';

/** `Lint` where source alone was read; what was run beside it makes it a smoke test. */
export function undertakingOf({ suites }: Pick<Report, 'suites'>): 'Lint' | 'Smoke test' {
  return suites.length > 0 && suites.every(({ kind }) => kind === 'lint') ? 'Lint' : 'Smoke test';
}
