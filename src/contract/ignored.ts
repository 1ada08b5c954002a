/** A value without what JSONPaths select. */
import { placesIn } from '../expect/json-path.ts';
import type { Json } from '../model.ts';

const MARK = '[ignored]';

/** Members of objects are left out; items of lists, whose places count, and the whole get a mark. `unchecked`: why not. */
export function withoutIgnored(
  value: Json,
  paths: readonly string[],
): { readonly value: Json } | { readonly unchecked: string } {
  if (paths.length === 0) return { value };
  const copy = { root: structuredClone(value) };
  for (const path of paths) {
    const places = placesIn(path, value);
    if ('unchecked' in places) return places;
    for (const place of places) leaveOut(copy, ['root', ...place]);
  }
  return { value: copy.root };
}

function leaveOut(root: object, place: readonly (string | number)[]): void {
  let holder: unknown = root;
  for (const part of place.slice(0, -1)) holder = (holder as Record<string | number, unknown> | undefined)?.[part];
  const last = place.at(-1)!;
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, last)) return;
  const isMember = !Array.isArray(holder) && place.length > 1;
  if (isMember) delete (holder as Record<string | number, unknown>)[last];
  else (holder as Record<string | number, unknown>)[last] = MARK;
}
