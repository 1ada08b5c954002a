/** JSON pointers (RFC 6901). */

/** `base` and one more step; an index or a key. */
export function pointerTo(base: string, key: string | number): string {
  const step = String(key);
  const isPlain = !step.includes('~') && !step.includes('/');
  return `${base}/${isPlain ? step : step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** What `pointer` names inside `root`; undefined where there is nothing. Looks at own properties only. */
export function atPointer(root: unknown, pointer: string): unknown {
  let value = root;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** The pointer of a local reference (`#`, `#/$defs/Note`); undefined for every other kind. */
export function localPointer(ref: string): string | undefined {
  if (ref !== '#' && !ref.startsWith('#/')) return undefined;
  try {
    return decodeURIComponent(ref.slice(1));
  } catch {
    return ref.slice(1);
  }
}
