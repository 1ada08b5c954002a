/** The rule under which an answer is reported that came in a frame which no client can read. */
import type { Frame } from '../model.ts';

export function spoilerOf({ kind, framing = 'noise' }: Pick<Frame, 'kind' | 'framing'>): string {
  if (kind === 'oversize') return 'line-too-long';
  // Output of the tool's own, without a line end, stands before the answer.
  return framing === 'noise' ? 'stdout-noise-call' : framing;
}
