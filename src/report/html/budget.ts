/** Keeps a page small: quotes are cut the shorter, the more there are. */
import { excerpt } from '../../text/excerpt.ts';

/** Cuts a text to what may still be shown of it. */
export type Quote = (text: string, most: number) => string;

/** Once the budget is used up, quotes are still this long. */
const LEAST = 36;

/** `bytes`: of all quotes together, as they stand in the page. */
export function createBudget(bytes: number): Quote {
  let left = bytes;
  return (text, most) => {
    const head = text.slice(0, most);
    const each = Math.max(1, costOf(head) / Math.max(1, head.length));
    const room = Math.max(LEAST, Math.min(most, Math.floor(left / each)));
    left -= Math.min(text.length, room) * each;
    return excerpt(text, room);
  };
}

/** Bytes once it is escaped. */
function costOf(text: string): number {
  const escapes = text.match(/[&<>"']/g)?.length ?? 0;
  return Buffer.byteLength(text) + 4 * escapes;
}
