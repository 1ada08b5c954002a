/** Bytes one by one: `[90, 113]`, `{"0":90,"1":113}`, `0x5a, 0x71`, `5a:71`, `<Buffer 5a 71>`, `-61`. */
import { type Decoder, Draft, type View } from '../view.ts';

/** With the index that JSON gives a typed array. */
const DECIMALS = /(?<![\w.+-])(?:"\d{1,7}"\s{0,2}:\s{0,2})?(-?\d{1,3})(?![\w.])/g;
const HEXES = /(?<![\w.])(?:0[xX])?([\da-fA-F]{2})(?![\w.])/g;
/** What may stand between two of them. */
const BETWEEN = /^[\s,;:"'|-]{1,80}$/;
const FEWEST = 4;

export const byteList: Decoder = (text, least) => [
  ...lists(text, DECIMALS, 10, least),
  ...lists(text, HEXES, 16, least),
];

function lists(text: string, pattern: RegExp, radix: number, least: number): View[] {
  const draft = new Draft(text.length + 1);
  const fewest = Math.max(FEWEST, least);
  let start = 0;
  let end = -1;
  for (const match of text.matchAll(pattern)) {
    const byte = Number.parseInt(match[1]!, radix);
    if (byte < -128 || byte > 255) continue;
    if (end === -1 || match.index - end > 80 || !BETWEEN.test(text.slice(end, match.index))) {
      start = restart(draft, start, fewest);
    }
    end = match.index + match[0].length;
    draft.put(byte & 255, match.index, end);
  }
  restart(draft, start, fewest);
  return draft.length === 0 ? [] : [draft.view({ isBytes: true })];
}

/** Forgets what was too short to be a secret. Returns where the next list begins. */
function restart(draft: Draft, start: number, fewest: number): number {
  if (draft.length - start < fewest) draft.cut(start);
  else draft.break();
  return draft.length;
}
