import type { Json } from '../model.ts';

/** Words that are not ours, so that no `${` in them is expanded: items and values, not keys. */
export function literal<T extends Json>(value: T): T {
  return escaped(value) as T;
}

function escaped(value: Json): Json {
  // In a replacement text `$$` would be one `$`.
  if (typeof value === 'string') return value.replaceAll('${', () => '$${');
  if (Array.isArray(value)) return value.map(escaped);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, escaped(item)]));
}
