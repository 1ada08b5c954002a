/** base64 and base64url, wherever the value starts in the encoded bytes. Wrapped text is joined before. */
import { type Decoder, Draft } from '../view.ts';

/** A run may begin with characters that belong to something else: read from each of its first four. */
export const base64: Decoder = (text, least) => {
  const runs = [...text.matchAll(runsOf(Math.ceil((least * 8) / 6)))];
  return runs.length === 0 ? [] : [0, 1, 2, 3].map((skip) => decoded(runs, skip));
};

function decoded(runs: readonly RegExpExecArray[], skip: number) {
  const draft = new Draft(runs.reduce((sum, [run]) => sum + run.length, 0));
  for (const { 0: run, index } of runs) {
    const bytes = Buffer.from(run.slice(skip), 'base64');
    const from = index + skip;
    const most = index + run.length;
    draft.break();
    // Every character that carries a bit of the byte.
    for (let at = 0; at < bytes.length; at++) {
      draft.put(bytes[at]!, from + Math.floor((at * 8) / 6), Math.min(most, from + Math.ceil(((at + 1) * 8) / 6)));
    }
  }
  return draft.view({ isBytes: true });
}

function runsOf(least: number): RegExp {
  return new RegExp(`[A-Za-z0-9+/_-]{${least},}`, 'g');
}
