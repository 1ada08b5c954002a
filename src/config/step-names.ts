/** Names and ids of steps. */
import { HOUSEKEEPING, type PlannedStep } from '../model.ts';
import type { Problems } from './problems.ts';
import type { Located } from './read/reader.ts';

/** Adds a problem for a name that two steps were given: `--step NAME` must mean one of them. */
export function checkNames(names: readonly Located<string>[], problems: Problems): void {
  const seen = new Map<string, number>();
  for (const { value, at } of names) {
    const line = seen.get(value);
    if (line === undefined) seen.set(value, at.line);
    else
      problems.add(at, `a step is already called \`${value}\` (line ${line})`, { hint: 'give this one another name' });
  }
}

/** Adds a problem where two steps go by one name and one keeps its answer: it is kept by that name. */
export function checkKept(steps: readonly PlannedStep[], problems: Problems): void {
  const counts = new Map<string, number>();
  for (const { name } of steps) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const { name, expect } of steps) {
    if (!expect.snapshot || counts.get(name) === 1) continue;
    problems.add(expect.snapshot.at, `its answer is kept by the name of the step, and two are called \`${name}\``, {
      hint: 'give each a `name` of its own',
    });
  }
}

/** Gives out ids: `create`, `create-2`, … */
export class StepIds {
  private readonly given = new Set<string>(HOUSEKEEPING);
  private readonly counts = new Map<string, number>(HOUSEKEEPING.map((id) => [id, 1]));

  next(name: string): string {
    const slug = slugOf(name);
    let count = (this.counts.get(slug) ?? 0) + 1;
    while (this.given.has(numbered(slug, count))) count++;
    this.counts.set(slug, count);
    const id = numbered(slug, count);
    this.given.add(id);
    return id;
  }
}

function numbered(slug: string, count: number): string {
  return count === 1 ? slug : `${slug}-${count}`;
}

/** Lower case letters and digits of any script, joined by `-`. */
function slugOf(name: string): string {
  const lower = name.toLowerCase();
  // The sets of Unicode take V8 milliseconds to build.
  const words = (/[^\0-\x7f]/.test(lower) ? lower.match(/[\p{L}\p{M}\p{N}]+/gu) : lower.match(/[a-z0-9]+/g)) ?? [];
  return words.join('-').slice(0, 80) || 'step';
}
