/** The tools of a report: which were called, and how long the last call took. */
import type { SuiteReport } from '../model.ts';
import type { SuiteContext } from './context.ts';

/** Those that were called are shown in any case. */
const MOST_SHOWN = 2000;

export function testedTools({ calledMs, tools, toolList }: SuiteContext): SuiteReport['tools'] {
  const called = [...toolList.gone].filter((name) => calledMs.has(name));
  const names = [...new Set([...tools.keys(), ...called])];
  const shown = names.filter((name, index) => index < MOST_SHOWN || calledMs.has(name));
  return shown.map((name) => {
    const ms = calledMs.get(name);
    return { name, tested: ms !== undefined, ...(ms === undefined ? {} : { ms: Math.round(ms * 10) / 10 }) };
  });
}
