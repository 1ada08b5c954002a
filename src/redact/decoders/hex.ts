/** Hexadecimal bytes in either case without anything between them. */
import { type Decoder, Draft } from '../view.ts';

/** A run may begin with a digit that belongs to something else. */
export const hex: Decoder = (text, least) => {
  const runs = [...text.matchAll(new RegExp(`[\\da-fA-F]{${2 * least},}`, 'g'))];
  return runs.length === 0 ? [] : [0, 1].map((skip) => decoded(runs, skip));
};

function decoded(runs: readonly RegExpExecArray[], skip: number) {
  const draft = new Draft(runs.reduce((sum, [run]) => sum + run.length, 0));
  for (const { 0: run, index } of runs) {
    const bytes = Buffer.from(run.slice(skip), 'hex');
    const from = index + skip;
    draft.break();
    for (let at = 0; at < bytes.length; at++) draft.put(bytes[at]!, from + 2 * at, from + 2 * at + 2);
  }
  return draft.view({ isBytes: true });
}
