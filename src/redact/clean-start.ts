import { excerpt } from '../text/excerpt.ts';
import { thousands } from '../text/plural.ts';
import type { Redactor } from './redactor.ts';

/** As `excerpt`, of a text that is not clean yet: no half of a secret stays where it is cut, however long the text is. */
export function cleanStart({ cut }: Pick<Redactor, 'cut'>, text: string, max: number): string {
  const clean = cut(text, 0, max);
  return text.length <= max ? excerpt(clean, max) : `${clean}… (${thousands(text.length)} characters)`;
}
