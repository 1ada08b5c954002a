/** Values and keys that YAML reads otherwise than they are meant, since they lack their quotes: found where it gives up. */

/** What lacks its quotes, with offsets in the line, and the line as it should be. */
export interface Unquoted {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly line: string;
}

/** Nobody reads a longer one. */
const LONGEST_LINE = 1000;

/** What is in order already: quoted text, and a comment. */
const ASIDE = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?<=\s)#.*$/;
/** `{{x}}`, as other tools write a variable. */
const BRACES = /\{\{\s*(?<inner>[^{}]*?)\s*\}\}/;
/** `$.items[0].id` before its colon. */
const KEY = /(?<key>\$(?:[^\s:,{}[\]"']|\[[^\]]*\])+(?=\s*:))/;
/** A value of a flow map or list in which `${…}` stands. */
const VALUE =
  /(?<=(?:[:,[{]\s+|[[{,]))(?<value>(?:[^,{}[\]"'\s:]|[^\S\n]|:(?!\s)|\$\{[^{}]*\})*\$\{[^{}]*\}(?:[^,{}[\]"':]|:(?!\s)|\$\{[^{}]*\})*)/;
const PARTS = new RegExp([ASIDE, BRACES, KEY, VALUE].map(({ source }) => source).join('|'), 'g');

/** `undefined` where nothing in the line lacks quotes. */
export function unquotedIn(line: string): Unquoted | undefined {
  if (line.length > LONGEST_LINE) return undefined;
  let first: Omit<Unquoted, 'line'> | undefined;
  const mended = line.replace(PARTS, (part, ...rest) => {
    const offset = rest.find((one) => typeof one === 'number') as number;
    const { message, text } = mend(part, rest.at(-1) as Groups);
    if (message === undefined) return part;
    first ??= { message, start: offset, end: offset + part.trimEnd().length };
    return text + part.slice(part.trimEnd().length);
  });
  return first && { ...first, line: mended };
}

interface Groups {
  readonly inner?: string;
  readonly key?: string;
  readonly value?: string;
}

function mend(part: string, { inner, key, value }: Groups): { message?: string; text: string } {
  const text = quote(part.trim());
  if (inner !== undefined)
    return { message: `\`${part}\` is no variable here: they are written \`\${…}\``, text: `"\${${inner}}"` };
  if (key?.includes('[')) return { message: `\`${key}\` must be quoted inside { … }`, text };
  return value === undefined ? { text } : { message: `\`${value.trim()}\` must be quoted inside { … } or [ … ]`, text };
}

function quote(text: string): string {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}
