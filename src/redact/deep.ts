/**
 * A copy of a JSON value with `text` applied to every string and key, and `number` to every number. Anything that is
 * not JSON passes as it is.
 */
export function mapStrings(value: unknown, text: (text: string) => string, number: (n: number) => unknown): unknown {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return number(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, text, number));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), mapStrings(item, text, number)]));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
