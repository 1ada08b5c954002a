/** The id of a message that cannot be parsed: read from the message's own level, and nowhere inside it. */
import { endOfString } from '../../json/read.ts';

const NUMBER = /\s*:\s*(\d{1,15})\s*[,}]/y;
/** Written last, as some serialisers do: only the message's own bracket may follow. */
const LAST = /"id"\s*:\s*(\d{1,15})\s*(?:,\s*"jsonrpc"\s*:\s*"2\.0"\s*)?\}\s*$/;
const TAIL = 200;

/** A message of which only the id is known; none where even that is not. */
export function skeleton(start: string, end = start): readonly object[] {
  const id = firstId(start) ?? lastId(end);
  return id === undefined ? [] : [{ jsonrpc: '2.0', id }];
}

/** `start` may break off anywhere. */
function firstId(start: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < start.length; at++) {
    const character = start[at];
    if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    else if (character === '"') {
      const end = endOfString(start, at + 1);
      const id = depth === 1 && start.slice(at, end + 1) === '"id"' ? numberBehind(start, end + 1) : undefined;
      if (id !== undefined) return id;
      at = end;
    }
  }
  return undefined;
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
