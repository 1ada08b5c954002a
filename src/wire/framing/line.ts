/** What a single line is that is no message: one that was framed or encoded wrongly, or noise. Linear in its length. */
import { valueAndRest, valuesIn, withoutNan } from '../../json/bare.ts';
import { jsonOf } from '../../json/read.ts';
import type { Framing } from '../../model.ts';
import { halfAnswer } from './half.ts';
import { skeleton } from './id.ts';
import { isMessage } from './message.ts';
import { START, splitAtStarts } from './pieces.ts';
import { printedResponse } from './printed.ts';

export interface Classified {
  readonly framing: Framing;
  /** The messages that no client finds in the line, as far as they can be made out. */
  readonly holds: readonly object[];
}

/** A longer line is noise: no server frames a message of that size wrongly only here and there. */
const LONGEST = 4 * 1024 * 1024;
const NOISE: Classified = { framing: 'noise', holds: [] };
const HEADER = /^\s*content-length\s*:\s*\d/i;
/** The message behind a half may hold such objects itself; each costs another look at the rest. */
const MOST_STARTS = 8;

export function classifyLine(text: string): Classified {
  if (text.length > LONGEST) return NOISE;
  if (HEADER.test(text.slice(0, 100))) return { framing: 'lsp-framing', holds: [] };
  // Most noise ends here, and costs no more than this.
  if (!text.includes('{')) return NOISE;
  return (
    withMark(text) ??
    wide(text) ??
    withNan(text) ??
    misencoded(text) ??
    glued(text) ??
    cutOff(text) ??
    printed(text) ??
    amongNoise(text) ??
    NOISE
  );
}

function withMark(text: string): Classified | undefined {
  return text.startsWith('\uFEFF') ? holding('bom-or-codepage', text.slice(1)) : undefined;
}

/** UTF-16, of which every other byte is 0 in a message; the second byte of its line feed stands before the next line. */
function wide(text: string): Classified | undefined {
  if (!text.includes('\0')) return undefined;
  const bare = text.replaceAll('\0', '').replace(/^\uFFFD+/, '');
  const isWide = bare.length < 0.7 * text.length || `\0${bare}` === text;
  if (!isWide || !/^\s*\{/.test(bare)) return undefined;
  // Of letters that are not ASCII more is left than can be read.
  return holding('bom-or-codepage', bare) ?? misencoded(`${bare}\uFFFD`);
}

function withNan(text: string): Classified | undefined {
  const mended = /^\s*\{/.test(text) ? withoutNan(text) : undefined;
  return mended === undefined ? undefined : holding('nan-token-wire', mended);
}

/** A message in another encoding: of some code pages the second byte of a character breaks the JSON as well. */
function misencoded(text: string): Classified | undefined {
  const isMeant = text.includes('\uFFFD') && /^\s*\{/.test(text) && /"(?:jsonrpc|result|error)"\s*:/.test(text);
  return isMeant ? { framing: 'bom-or-codepage', holds: skeleton(text) } : undefined;
}

/** Several messages behind each other: all but the last lack their line end. */
function glued(text: string): Classified | undefined {
  if (!/\}\s*\{/.test(text)) return undefined;
  const messages = valuesIn(text);
  return messages.length > 1 && messages.every(isMessage)
    ? { framing: 'no-newline-flush', holds: messages }
    : undefined;
}

/** The beginning of an answer, and behind it, where its end should be, the next message. */
function cutOff(text: string): Classified | undefined {
  if (!halfAnswer(text)) return undefined;
  const pieces = splitAtStarts(text, MOST_STARTS);
  // The message behind it may hold what looks like the start of another.
  for (let from = pieces.length - 1; from > 0; from--) {
    const message = jsonOf(pieces.slice(from).join(''));
    if (!isMessage(message)) continue;
    const halves = pieces.slice(0, from).map(halfAnswer);
    if (halves[0])
      return { framing: 'answer-cut-off', holds: [...halves.flatMap((half) => half?.holds ?? []), message] };
  }
  return undefined;
}

function printed(text: string): Classified | undefined {
  const response = printedResponse(text);
  return response && { framing: 'repr-wire', holds: [response] };
}

/** A message with other output on its line: a progress bar before it, colours around it. A bracket behind it may be another's. */
function amongNoise(text: string): Classified | undefined {
  const start = START.exec(text);
  const found = start ? valueAndRest(text.slice(start.index)) : undefined;
  return found && !/[{}]/.test(found.rest) ? holding('noise', found.value) : undefined;
}

function holding(framing: Framing, text: string): Classified | undefined {
  const message = jsonOf(text);
  return isMessage(message) ? { framing, holds: [message] } : undefined;
}
