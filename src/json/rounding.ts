/** `multipleOf` with a fraction: 19.99 is a multiple of 0.01 to whoever writes it, and not as a binary fraction. */

/** Two roundings to read the numbers and one to divide, each by half of this at most. */
const PRECISION = 2 * Number.EPSILON;

/** Whether all that is wrong with `value` is how numbers are stored: libraries differ in what they say of that. */
export function isOnlyRounding(
  { multipleOf = [] }: { readonly multipleOf?: readonly number[] },
  value: unknown,
): boolean {
  return typeof value === 'number' && multipleOf.some((step) => isNearMultiple(value / step));
}

function isNearMultiple(quotient: number): boolean {
  return Math.abs(quotient - Math.round(quotient)) <= Math.abs(quotient) * PRECISION;
}
