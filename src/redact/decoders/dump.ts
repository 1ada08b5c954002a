/** Dumps of bytes with offsets, as xxd, hexdump and od write them: the bytes, and the column of characters. */
import { type Decoder, Draft } from '../view.ts';

const LINE = /(?<![\w.])(?:0x)?[\da-fA-F]{4,16}(:?)([^\S\n]{1,8}[\da-fA-F]{2,8}(?![\w.]).*)$/gm;
const GROUPS = /[\da-fA-F]{2,16}/g;
const WORD = 4;

export const dump: Decoder = (text) => {
  const lines = [...text.matchAll(LINE)];
  if (lines.length === 0) return [];
  const drafts = [0, 1, 2].map(() => new Draft(text.length + 1)) as [Draft, Draft, Draft];
  for (const line of lines) putLine(text, line, drafts);
  return drafts.filter(({ length }) => length > 0).map((draft) => draft.view({ isBytes: true, isScattered: true }));
};

/** `swapped`: hexdump's default are words in the machine's byte order. */
function putLine(text: string, { 0: line, 1: colon, 2: rest = '', index }: RegExpExecArray, drafts: Draft[]): void {
  const [bytes, swapped, characters] = drafts as [Draft, Draft, Draft];
  const start = index + line.length - rest.length;
  const { hex, from, to } = columnsOf(rest, colon === ':');
  for (const { 0: group, index: at } of hex.matchAll(GROUPS)) {
    putBytes(group, start + at, bytes, false);
    if (group.length === WORD) putBytes(group, start + at, swapped, true);
  }
  characters.copy(text, start + from, start + to);
}

/** The characters stand between bars, or after two blanks where the offset has a colon. */
function columnsOf(rest: string, hasColon: boolean): { hex: string; from: number; to: number } {
  const bar = rest.indexOf('|');
  if (bar !== -1) return { hex: rest.slice(0, bar), from: bar + 1, to: Math.max(bar + 1, rest.lastIndexOf('|')) };
  const gap = hasColon ? /\S( {2,})\S/.exec(rest) : null;
  if (!gap) return { hex: /^[\s\da-fA-F]*/.exec(rest)![0], from: rest.length, to: rest.length };
  return { hex: rest.slice(0, gap.index + 1), from: gap.index + 1 + gap[1]!.length, to: rest.length };
}

function putBytes(group: string, from: number, draft: Draft, isSwapped: boolean): void {
  for (let at = 0; at + 1 < group.length; at += 2) {
    const place = isSwapped ? group.length - 2 - at : at;
    draft.put(Number.parseInt(group.slice(place, place + 2), 16), from + place, from + place + 2);
  }
}
