/** Lines of stdout that are no messages, told once for each phase. */
import type { Note } from '../check.ts';
import { clip } from '../evidence.ts';
import type { FramesSubject } from '../subjects.ts';
import { countOf, linesOf, quotedFrames } from './frame-rule.ts';

export function noiseNote(subject: FramesSubject): Note | undefined {
  const noise = linesOf(subject, 'noise');
  if (noise.length === 0) return undefined;
  const count = countOf(noise);
  return {
    message: `${when(subject)}, the server wrote ${count === 1 ? 'a line' : `${count} lines`} to stdout that is not MCP.`,
    evidence: quotedFrames(noise),
  };
}

/** What comes between two requests counts for the call before it, where there was one. */
export function isDuringCall({ phase, target }: FramesSubject): boolean {
  return phase === 'call' || (phase === 'idle' && target !== undefined);
}

function when({ phase, target }: FramesSubject): string {
  if (phase === 'boot') return 'While it started';
  if (phase === 'close') return 'When its stdin was closed';
  if (phase === 'list') return 'While it listed its tools';
  return target === undefined ? 'After the last call' : `During ${JSON.stringify(clip(target, 100))}`;
}
