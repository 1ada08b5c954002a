/**
 * A string that a simple regular expression matches: literals, classes, `\d \w \s .`, groups, alternatives and
 * quantifiers. Lookarounds and back references are not understood; the caller validates what comes out.
 */
import { readPattern } from './patterns.ts';

const MAX_REPEAT = 1000;
const MAX_PATTERN = 1000;
const ESCAPES: Readonly<Record<string, string>> = {
  d: '0',
  w: 'a',
  s: ' ',
  D: 'a',
  W: '-',
  S: 'a',
  t: '\t',
  n: '\n',
  r: '\r',
};
const LIKELY = 'a0A-_ .é';

interface Reader {
  readonly source: string;
  at: number;
  /** Repetitions that are still to be added so that the whole gets its minimum length; the first quantifiers take them. */
  stretch: number;
}

/** Undefined where `pattern` is beyond us. `minLength` counts in characters. */
export function sampleFromPattern(pattern: string, minLength: number): string | undefined {
  if (pattern.length > MAX_PATTERN) return undefined;
  const short = read(pattern, 0);
  return short !== undefined && short.length < minLength ? read(pattern, minLength - short.length) : short;
}

function read(source: string, stretch: number): string | undefined {
  const reader = { source, at: 0, stretch };
  const text = alternatives(reader);
  return reader.at === source.length ? text : undefined;
}

/** Takes the first alternative and reads over the rest. */
function alternatives(reader: Reader): string | undefined {
  const first = sequence(reader);
  while (reader.source[reader.at] === '|') {
    reader.at += 1;
    if (sequence(reader) === undefined) return undefined;
  }
  return first;
}

function sequence(reader: Reader): string | undefined {
  let text = '';
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at]!)) {
    const piece = atom(reader);
    if (piece === undefined) return undefined;
    text += piece.repeat(repeats(reader));
    if (text.length > 10_000) return undefined;
  }
  return text;
}

function atom(reader: Reader): string | undefined {
  const char = reader.source[reader.at++]!;
  if (char === '^' || char === '$') return '';
  if (char === '.') return 'a';
  if (char === '(') return group(reader);
  if (char === '[') return characterClass(reader);
  if (char === '\\') return escaped(reader);
  return '*+?{'.includes(char) ? undefined : char;
}

function group(reader: Reader): string | undefined {
  const opening = /^\?(?::|<[A-Za-z]\w*>)/.exec(reader.source.slice(reader.at, reader.at + 40))?.[0] ?? '';
  reader.at += opening.length;
  const text = reader.source[reader.at] === '?' ? undefined : alternatives(reader);
  return reader.source[reader.at++] === ')' ? text : undefined;
}

function characterClass(reader: Reader): string | undefined {
  const found = /^\^?(?:\\.|[^\]\\])*\]/.exec(reader.source.slice(reader.at, reader.at + 500))?.[0];
  if (found === undefined) return undefined;
  reader.at += found.length;
  const first = /^(?:\\(.)|([^\\]))/.exec(found);
  const own = first?.[2] === undefined || '^]'.includes(first[2]) ? [] : [first[2]];
  const member = readPattern(`^[${found}$`).regexp;
  return [...own, ...LIKELY].find((char) => member.test(char)) ?? first?.[1];
}

function escaped(reader: Reader): string | undefined {
  const char = reader.source[reader.at++];
  if (char === undefined || /[1-9kpPuxc]/.test(char)) return undefined;
  if (char === 'b' || char === 'B') return '';
  return ESCAPES[char] ?? char;
}

function repeats(reader: Reader): number {
  const quantifier = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/.exec(reader.source.slice(reader.at, reader.at + 20));
  if (!quantifier) return 1;
  reader.at += quantifier[0].length;
  const sign = quantifier[0][0];
  if (sign === '?') return 1;
  const least = sign === '*' ? 0 : sign === '+' ? 1 : Number(quantifier[1]);
  const most =
    sign === '*' || sign === '+' || (quantifier[2] && !quantifier[3]) ? MAX_REPEAT : Number(quantifier[3] ?? least);
  const count = Math.min(most, MAX_REPEAT, least + reader.stretch);
  reader.stretch -= Math.max(0, count - least);
  return count;
}
