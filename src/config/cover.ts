/** `report:` of the file: what a report says of itself where it is handed over. */
import { resolve } from 'node:path';
import type { Cover } from '../model.ts';
import type { CoverKeys } from './grammar/cover.ts';
import type { Found } from './read/collection.ts';
import { type Desk, expandTextAt } from './variables.ts';

/** `folder` is that of the file, which the path of the logo is relative to. */
export async function coverOf({ values }: Found<CoverKeys>, folder: string, desk: Desk): Promise<Cover> {
  const { logo, ...texts } = values;
  const said = Object.entries(texts).flatMap(([key, located]) => {
    const text = located && expandTextAt(located, desk);
    return text ? [[key, text.value] as const] : [];
  });
  const path = logo && expandTextAt(logo, desk);
  if (!path) return Object.fromEntries(said);
  const { readLogo } = await import('./logo.ts');
  const picture = await readLogo(resolve(folder, path.value));
  if (picture.problem === undefined) return { ...Object.fromEntries(said), logo: picture.uri };
  desk.problems.add(path.at, picture.problem, picture.hint ? { hint: picture.hint } : {});
  return Object.fromEntries(said);
}
