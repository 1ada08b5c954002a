/** Messages over HTTP that came in full and cannot be read, or are too long to come in full. */
import type { Frame, NoAnswer } from '../model.ts';
import { TOO_DEEP } from './decode.ts';

const EXCERPT = 500;

/** Why the request whose exchange carried this frame has no answer; undefined where that is for others to say. */
export function whyUnreadable({ kind, problem, text, bytes }: Frame, limitBytes: number): NoAnswer | undefined {
  const excerpt = text.slice(0, EXCERPT);
  if (kind === 'oversize') {
    const size = bytes > limitBytes + 1 ? `${count(bytes)} bytes; the limit is` : 'more than';
    return { reason: 'unreadable', rule: 'line-too-long', excerpt, detail: `${size} ${count(limitBytes)} bytes` };
  }
  if (problem !== TOO_DEEP || isNotResponse(text)) return undefined;
  return { reason: 'unreadable', rule: 'message-too-deep', excerpt, detail: problem };
}

/** A request or notification of the server's own names its method first. */
function isNotResponse(text: string): boolean {
  return /^\s*\{\s*(?:"jsonrpc"\s*:\s*"[^"]*"\s*,\s*)?(?:"id"\s*:[^,]{1,100},\s*)?"method"\s*:/.test(text);
}

const count = (bytes: number) => bytes.toLocaleString('en');
