/** As hexadecimal bytes, lower and upper case. */
export function hexForms(value: string): string[] {
  const hex = Buffer.from(value).toString('hex');
  return [hex, hex.toUpperCase()];
}
