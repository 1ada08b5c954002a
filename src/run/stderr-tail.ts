const SHOWN_CHARACTERS = 8192;

/** The last whole lines of a text that has been cleaned of secrets. */
export function tailOf(text: string): string {
  if (text.length <= SHOWN_CHARACTERS) return text;
  const end = text.slice(-SHOWN_CHARACTERS);
  return end.slice(end.indexOf('\n') + 1);
}
