/** What an unreadable line of stdout is: a message that was framed wrongly, or noise. */

import type { Frame } from '../../model.ts';
import { hasNanTokens } from '../call/outside-strings.ts';
import { isObject } from '../json-kind.ts';

export type FramingClass =
  | 'lsp-framing'
  | 'bom-or-codepage'
  | 'nan-token-wire'
  | 'multiline-json'
  | 'no-newline-flush'
  | 'noise';

const MAX_LINES = 200;
const MAX_CHARACTERS = 100_000;

/** The class of each unreadable frame, in their order. */
export function classify(frames: readonly Frame[]): ReadonlyMap<Frame, FramingClass> {
  const unreadable = frames.filter(({ direction, kind }) => direction === 'in' && kind === 'unreadable');
  const classes = new Map<Frame, FramingClass>();
  for (const [index, frame] of unreadable.entries()) {
    if (classes.has(frame)) continue;
    const spread = spreadMessage(unreadable, index);
    for (const part of spread) classes.set(part, 'multiline-json');
    if (spread.length === 0) classes.set(frame, singleClass(frame.text));
  }
  return classes;
}

function singleClass(text: string): FramingClass {
  if (/^\s*Content-Length:\s*\d/i.test(text)) return 'lsp-framing';
  if (text.startsWith('\uFEFF') && isMessage(text.slice(1))) return 'bom-or-codepage';
  const isLikeMessage = /^\s*\{/.test(text) && text.includes('"jsonrpc"');
  if (isLikeMessage && text.includes('\uFFFD')) return 'bom-or-codepage';
  if (isLikeMessage && hasNanTokens(text)) return 'nan-token-wire';
  return /\}\s*\{\s*"(?:jsonrpc|id|result|method)"\s*:/.test(text) ? 'no-newline-flush' : 'noise';
}

/** The frames from `start` on that together are one JSON-RPC message; none where they are not. */
function spreadMessage(frames: readonly Frame[], start: number): readonly Frame[] {
  if (!/^\s*[{[]/.test(frames[start]!.text)) return [];
  let text = '';
  for (let end = start; end < Math.min(frames.length, start + MAX_LINES); end += 1) {
    text += `${frames[end]!.text}\n`;
    if (text.length > MAX_CHARACTERS) return [];
    if (end > start && /[}\]]\s*$/.test(text) && isMessage(text)) return frames.slice(start, end + 1);
  }
  return [];
}

function isMessage(text: string): boolean {
  try {
    const message: unknown = JSON.parse(text);
    return isObject(message) && message['jsonrpc'] !== undefined;
  } catch {
    return false;
  }
}
