/** `12,345`: digits in groups, the same in every locale. */
export function thousands(count: number): string {
  const digits = String(count);
  return digits.length <= 3 ? digits : digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 tool`, `5 tools`, `2 retries`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${thousands(count)} ${count === 1 ? one : many}`;
}
