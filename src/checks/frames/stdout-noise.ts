/** Lines of stdout that are no messages, told once for each phase. */
import type { Note } from '../check.ts';
import { clip, quotedLines } from '../evidence.ts';
import type { FramesSubject } from '../subjects.ts';
import { isHttp } from './frame-rule.ts';
import { classify } from './framing-class.ts';

export function noiseNote(subject: FramesSubject, rule: string): Note | undefined {
  if (isHttp(subject.frames) || subject.reported?.includes(rule)) return undefined;
  const noise = [...classify(subject.frames)].flatMap(([frame, framing]) => (framing === 'noise' ? [frame.text] : []));
  if (noise.length === 0) return undefined;
  const lines = noise.length === 1 ? 'a line' : `${noise.length} lines`;
  return {
    message: `${when(subject)}, the server wrote ${lines} to stdout that is not MCP.`,
    evidence: quotedLines(noise),
  };
}

/** What comes between two requests counts for the call before it, where there was one. */
export function isDuringCall({ phase, target }: FramesSubject): boolean {
  return phase === 'call' || (phase === 'idle' && target !== undefined);
}

function when({ phase, target }: FramesSubject): string {
  if (phase === 'boot') return 'While it started';
  if (phase === 'list') return 'While it listed its tools';
  return target === undefined ? 'After the last call' : `During ${JSON.stringify(clip(target, 100))}`;
}
