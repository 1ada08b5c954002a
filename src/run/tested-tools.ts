/** The tools of a report: which were called, and how long the last call took. */
import type { SuiteReport } from '../model.ts';
import type { Asked } from './asked.ts';
import type { Catalogue } from './catalogue.ts';

export interface Offered {
  readonly asked: Asked;
  readonly catalogue: Catalogue;
}

/** Those that were called are shown in any case. */
const MOST_SHOWN = 2000;

export function testedTools({ asked: { calledMs }, catalogue: { tools, gone } }: Offered): SuiteReport['tools'] {
  const called = [...gone].filter((name) => calledMs.has(name));
  const names = [...new Set([...tools.keys(), ...called])];
  const shown = names.filter((name, index) => index < MOST_SHOWN || calledMs.has(name));
  return shown.map((name) => {
    const ms = calledMs.get(name);
    return { name, tested: ms !== undefined, ...(ms === undefined ? {} : { ms: Math.round(ms * 10) / 10 }) };
  });
}
