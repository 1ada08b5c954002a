/** The tools of a report: which were called, and how long the last call took. */
import type { SuiteReport } from '../model.ts';
import type { SuiteContext } from './context.ts';

/** Those that were called are shown in any case. */
const MOST_SHOWN = 2000;

export function testedTools({ calledMs, tools }: SuiteContext): SuiteReport['tools'] {
  const shown = [...tools.keys()].filter((name, index) => index < MOST_SHOWN || calledMs.has(name));
  return shown.map((name) => {
    const ms = calledMs.get(name);
    return { name, tested: ms !== undefined, ...(ms === undefined ? {} : { ms: Math.round(ms * 10) / 10 }) };
  });
}
