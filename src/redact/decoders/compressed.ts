/** gzip and zlib within base64 or hex; what they hold is read up to a limit. */
import { type Decoder, Draft } from '../view.ts';

/** The first bytes of gzip and of zlib, in either encoding. */
const RUN =
  /(?<![A-Za-z\d+/_-])(?:(?:H4sI|e[AFJN][A-Za-z\d+/_-]{2})[A-Za-z\d+/_-]{12,}|(?:1f8b08|78(?:01|5e|9c|da))[\da-f]{16,})/gi;
const MOST_RUNS = 32;
/** Of one run, and of all. */
const MOST_BYTES = 256 * 1024;

export const compressed: Decoder = (text) => {
  const found: { bytes: Buffer; from: number; to: number }[] = [];
  let left = MOST_BYTES;
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (found.length >= MOST_RUNS || left <= 0) break;
    const bytes = inflated(Buffer.from(run, /^(?:1f8b|78)[\da-f]+$/i.test(run) ? 'hex' : 'base64'));
    left -= bytes.length + 1024;
    if (bytes.length > 0) found.push({ bytes, from: index, to: index + run.length });
  }
  if (found.length === 0) return [];
  const draft = new Draft(found.reduce((sum, { bytes }) => sum + bytes.length + 1, 0));
  for (const { bytes, from, to } of found) {
    draft.break();
    for (const byte of bytes) draft.put(byte, from, to);
  }
  return [draft.view({ isBytes: true })];
};

/** Empty for what is neither. */
function inflated(bytes: Buffer): Buffer {
  // Asked for here: hardly any text has such a run, and to load it takes a millisecond.
  const { constants, gunzipSync, inflateSync } = process.getBuiltinModule('node:zlib');
  const options = { maxOutputLength: MOST_BYTES, finishFlush: constants.Z_SYNC_FLUSH };
  try {
    return bytes[0] === 0x1f ? gunzipSync(bytes, options) : inflateSync(bytes, options);
  } catch {
    return Buffer.alloc(0);
  }
}
