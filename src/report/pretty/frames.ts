/** Code frames of the smoke file under the findings of one step. */
import type { SuiteRef } from '../../model.ts';
import { codeFrame } from '../../text/frame.ts';
import { parsePlace } from '../place.ts';
import type { PrettyOptions } from './options.ts';
import { frameIndent } from './row.ts';

export interface Frames {
  /** The frame of `file:line:column`; nothing for another file, a place shown before, or when there are enough. */
  at(where: string): string[];
  shown(): number;
}

/** More of them hide the findings. */
const MOST = 3;
/** The place, which a row has told already, and the empty line under it. */
const FRAME_HEAD = 2;

export function createFrames(suite: SuiteRef, options: PrettyOptions): Frames {
  const seen = new Set<string>();
  const at = (where: string): string[] => {
    const place = parsePlace(where);
    if (place === undefined || place.file !== suite.file || suite.source === '') return [];
    if (seen.has(where) || seen.size >= MOST) return [];
    seen.add(where);
    const columns = frameIndent(options);
    const frame = codeFrame(suite.source, place, options.width - columns).split('\n');
    return indent(frame.slice(FRAME_HEAD), columns);
  };
  return { at, shown: () => seen.size };
}

function indent(lines: readonly string[], columns: number): string[] {
  return lines.map((line) => `${' '.repeat(columns)}${line}`);
}
