/** What is said of a first smoke file: how far it goes, and what is to be done first. */
import { quoteWord } from '../text/command-line.ts';
import { plural } from '../text/plural.ts';
import type { Starter } from './smoke-file.ts';

/** `12 steps: 7 to run, 2 that need a real value (`todo:`), 3 skipped, since they may do harm`. */
export function countsText({ ready, todo, skipped, left }: Starter['counts']): string {
  const parts = [
    `${ready} to run`,
    ...(todo > 0 ? [`${todo} that ${todo === 1 ? 'needs' : 'need'} a real value (\`todo:\`)`] : []),
    ...(skipped > 0 ? [`${skipped} skipped, since ${skipped === 1 ? 'it' : 'they'} may do harm`] : []),
    ...(left > 0 ? [`${left} left out for want of room`] : []),
  ];
  return `${plural(ready + todo + skipped, 'step')}: ${parts.join(', ')}`;
}

/** Empty where nothing is missing. */
export function unsetText(unset: readonly string[]): string[] {
  return unset.length > 0 ? [`set first, since the file holds no secret: ${unset.join(', ')}`] : [];
}

/** A run in which nothing is called fails: where all is still to be done, that comes first. */
export function nextText(path: string, { ready, todo, skipped }: Starter['counts']): string {
  const named = path === 'smoke.yaml' ? '' : ` ${quoteWord(path)}`;
  const run = `mcp-smoke run${named}`;
  if (ready > 0 || todo + skipped === 0) return `next: ${run}`;
  if (todo > 0) return `next: fill in what \`mcp-smoke check${named}\` lists as TODO, then ${run}`;
  return `next: take out the \`skip:\` of what may be called, then ${run}`;
}
