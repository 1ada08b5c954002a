/** A text that was written in pieces, each in quotation marks: `["ab", "cd"]`, `"ab" + "cd"`, the same key again and again. */
import { type Decoder, Draft, type View } from '../view.ts';

const LINE_FEED = 10;
const BACKSLASH = 92;
/** What may follow a text in quotation marks, in JSON and in the languages that print lists. */
const CLOSERS: ReadonlySet<string> = new Set(`,]}:)+;>"'\r\n`);
const MOST_BLANKS = 40;

interface Quoted {
  readonly start: number;
  readonly end: number;
  /** The key that it is the value of. */
  readonly key: string;
}

const TRAITS = { isJoined: true, isScattered: true } as const;

export const pieces: Decoder = (text) => [...piecesIn(text, '"'), ...piecesIn(text, "'")];

function piecesIn(text: string, mark: string): View[] {
  const values = valuesIn(text, mark);
  return values.length < 2 ? [] : [inOrder(text, values), ...byKey(text, values)];
}

/** What stands in quotation marks on one line and is no key. */
function valuesIn(text: string, mark: string): Quoted[] {
  const values: Quoted[] = [];
  let key = '';
  for (let start = text.indexOf(mark); start !== -1; ) {
    const end = endOfQuoted(text, start + 1, mark.charCodeAt(0));
    const after = text[end] === mark ? nextAfter(text, end + 1) : '';
    const isClosed = CLOSERS.has(after);
    if (isClosed && after === ':') key = text.slice(start, end);
    else if (isClosed) values.push({ start: start + 1, end, key });
    // JSON in JSON, unescaped: what does not close a text opens one.
    start = text.indexOf(mark, isClosed ? end + 1 : Math.max(end, start + 1));
  }
  return values;
}

/** The place of the closing mark, or of the line break before it. */
function endOfQuoted(text: string, from: number, mark: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === mark || code === LINE_FEED) return at;
    if (code === BACKSLASH) at++;
  }
  return text.length;
}

function nextAfter(text: string, from: number): string {
  let at = from;
  while (at < from + MOST_BLANKS && text[at] === ' ') at++;
  return text[at] ?? '\n';
}

function inOrder(text: string, values: readonly Quoted[]): View {
  const draft = new Draft(text.length);
  for (const { start, end } of values) draft.copy(text, start, end);
  return draft.view(TRAITS);
}

/** Where other values stand between those of one key. */
function byKey(text: string, values: readonly Quoted[]): View[] {
  const groups = new Map<string, Quoted[]>();
  for (const value of values) {
    const group = groups.get(value.key);
    if (group) group.push(value);
    else groups.set(value.key, [value]);
  }
  const several = [...groups.values()].filter((group) => group.length > 1);
  if (groups.size === 1 || several.length === 0) return [];
  const draft = new Draft(text.length);
  for (const group of several) {
    draft.break();
    for (const { start, end } of group) draft.copy(text, start, end);
  }
  return [draft.view(TRAITS)];
}
