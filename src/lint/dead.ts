/** What never runs is left out of the facts of a file, once all its names are bound. */
import type { Fn, Import, Test } from './facts.ts';
import { isReached } from './truth.ts';

export function withoutDead(functions: readonly Fn[], imports: Import[]): void {
  for (const { calls, returns, busyLoops } of functions) for (const list of [calls, returns, busyLoops]) prune(list);
  // Their names are still of use for types.
  imports.forEach((one, index) => {
    if (!isReached(one.when)) imports[index] = { ...one, isType: true };
  });
}

/** In its place: others hold the list. */
function prune(list: { readonly when: readonly Test[] }[]): void {
  let kept = 0;
  for (const one of list) if (isReached(one.when)) list[kept++] = one;
  list.length = kept;
}
