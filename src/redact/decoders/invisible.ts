/** Colours and other terminal sequences, and characters of no width, that stand within a text. */
import { replacing } from '../view.ts';

/** CSI, OSC and other sequences of ECMA-48, in 7 and 8 bits; then soft hyphens, zero widths and direction marks. */
export const invisible = replacing(
  /(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]|\x1b\][^\x07\x1b]{0,256}(?:\x07|\x1b\\)|\x1b[ -/]{0,4}[0-Z\\^-~]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
  () => '',
);
