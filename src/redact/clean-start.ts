import { excerpt } from '../text/excerpt.ts';
import type { Redactor } from './redactor.ts';

/** As `excerpt`, of a text that is not clean yet: no half of a secret stays where it is cut, however long the text is. */
export function cleanStart(redactor: Pick<Redactor, 'cut' | 'text'>, text: string, max: number): string {
  // Whole, it is known to be clean at the next exit.
  if (text.length <= max) return excerpt(redactor.text(text), max);
  const whole = excerpt(text, max);
  const end = whole.lastIndexOf('…');
  return `${redactor.cut(text, 0, end)}${whole.slice(end)}`;
}
