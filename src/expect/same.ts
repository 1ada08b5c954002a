/** Equality of JSON values. Order of keys does not matter; order of items does. */
export function same(left: unknown, right: unknown): boolean {
  return left === right || (isCompound(left) && isCompound(right) && sameParts(left, right));
}

function sameParts(left: Compound, right: Compound): boolean {
  const keys = Object.keys(left);
  if (Array.isArray(left) !== Array.isArray(right) || keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && same(left[key], right[key]));
}

/** An object or a list. */
export type Compound = Record<string, unknown>;

export function isCompound(value: unknown): value is Compound {
  return typeof value === 'object' && value !== null;
}
