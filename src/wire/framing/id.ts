/** The id of a message that cannot be parsed: read from the message's own level, and nowhere inside it. */
import { endOfString } from '../../json/read.ts';

const NUMBER = /\s*:\s*(\d{1,15})\s*[,}]/y;
/** Written last, as some serialisers do: only the message's own bracket may follow. */
const LAST = /"id"\s*:\s*(\d{1,15})\s*(?:,\s*"jsonrpc"\s*:\s*"2\.0"\s*)?\}\s*$/;
const TAIL = 200;

/** A message of which no more is known than its method or its id; none where even that is not. */
export function skeleton(start: string, end = start): readonly object[] {
  const { id = lastId(end), isCall } = firstKeys(start);
  if (isCall) return [{ jsonrpc: '2.0', method: '' }];
  return id === undefined ? [] : [{ jsonrpc: '2.0', id }];
}

/** `start` may break off anywhere. A request or notification of the server's own has a method. */
function firstKeys(start: string): { id?: number; isCall: boolean } {
  let id: number | undefined;
  let depth = 0;
  for (let at = 0; at < start.length; at++) {
    const character = start[at];
    if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    else if (character === '"') {
      const end = endOfString(start, at + 1);
      const key = depth === 1 ? start.slice(at, end + 1) : '';
      if (key === '"method"' && /^\s*:/.test(start.slice(end + 1, end + 20))) return { isCall: true };
      if (key === '"id"') id ??= numberBehind(start, end + 1);
      at = end;
    }
  }
  return { isCall: false, ...(id === undefined ? {} : { id }) };
}

function numberBehind(text: string, at: number): number | undefined {
  NUMBER.lastIndex = at;
  const [, id] = NUMBER.exec(text) ?? [];
  return id === undefined ? undefined : Number(id);
}

function lastId(end: string): number | undefined {
  const [, id] = LAST.exec(end.slice(-TAIL)) ?? [];
  return id === undefined ? undefined : Number(id);
}
