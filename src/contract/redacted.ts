/** A kept text has no secrets in it: it stands for every text that has something in their place. */
import { isObject } from '../json/kind.ts';
import type { Json } from '../model.ts';

const MARK = /\[redacted:[^\]]*\]/;

/** `now`, with the texts of `kept` in the place of those that they stand for. */
export function asKept(kept: Json | undefined, now: Json): Json {
  if (typeof kept === 'string') return typeof now !== 'object' && standsFor(kept, String(now)) ? kept : now;
  if (Array.isArray(now)) return now.map((item, index) => asKept(Array.isArray(kept) ? kept[index] : undefined, item));
  if (!isObject(now)) return now;
  const before = isObject(kept) ? kept : {};
  const marked = Object.keys(before).filter((name) => MARK.test(name));
  return Object.fromEntries(
    Object.entries(now).map(([key, value]) => {
      const name = Object.hasOwn(before, key) ? key : (marked.find((one) => standsFor(one, key)) ?? key);
      return [name, asKept(Object.hasOwn(before, name) ? before[name] : undefined, value)];
    }),
  );
}

/** Linear: each piece is looked for behind the last one. */
function standsFor(kept: string, now: string): boolean {
  if (!MARK.test(kept)) return false;
  const pieces = kept.split(MARK);
  const [first, last] = [pieces[0]!, pieces.at(-1)!];
  if (now.length < first.length + last.length || !now.startsWith(first) || !now.endsWith(last)) return false;
  let at = first.length;
  const end = now.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = now.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return at <= end;
}
