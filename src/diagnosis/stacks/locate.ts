/** Reads a dump: where the hanging call is, and what a stack can tell of the reason. */
import type { Runtime, StackDump } from '../../model.ts';
import { nodeFrame } from '../node.ts';
import { normalise } from '../normalise.ts';
import { frameName, type StackFrame } from '../thrown.ts';
import { goRoutines, isGoLibrary } from './go-routines.ts';
import { isJavaLibrary, javaThreads } from './java-threads.ts';
import { pythonThreads } from './python-threads.ts';
import { type Placed, type Reason, reasonOf } from './reason.ts';
import { ownIndex, type Thread } from './thread.ts';

export interface Located {
  /** The dump, readable; server text that must still be redacted. */
  readonly text: string;
  /** The user's own innermost frame: `server.py:40 in block`. */
  readonly where?: string;
  readonly rule?: NonNullable<Reason['rule']>;
  /** One sentence about what it waits for, where that can be seen. */
  readonly says?: string;
  /** `rule` holds only where messages got lost. */
  readonly awaits?: boolean;
  readonly readsMessages?: boolean;
  readonly isFree?: boolean;
  /** It is free, and what we had asked it before is still open. */
  readonly isDeaf?: boolean;
  readonly onLoopThread?: boolean;
  /** The functions that are open there, the innermost first: one of them may be named like the tool. */
  readonly functions?: readonly string[];
  /** A thread that the user has started: it is a call's only where a function there is named like its tool. */
  readonly isBackground?: boolean;
}

interface Reader {
  readonly threads: (lines: readonly string[], count: number) => Thread[];
  readonly isForeign?: (frame: StackFrame) => boolean;
}

const READERS: Record<Runtime, Reader> = {
  python: { threads: pythonThreads },
  go: { threads: goRoutines, isForeign: isGoLibrary },
  java: { threads: javaThreads, isForeign: isJavaLibrary },
  node: { threads: (lines) => [{ frames: lines.flatMap(nodeFrame), rank: 1 }] },
};

/** Of all threads the one in which the call most likely runs; none where all of them only wait for requests. */
export function locate(dump: StackDump): Located {
  return locateAll(dump, 1)[0]!;
}

/** Where `count` calls of one process may hang, the likeliest first; at least one, which may have no place; background last. */
export function locateAll(dump: StackDump, count: number): [Located, ...Located[]] {
  const text = normalise(dump.text);
  const { threads, isForeign } = READERS[dump.runtime];
  const all = threads(text.split('\n'), count);
  const found = all.map((thread) => ({ ...thread, own: ownIndex(thread.frames, isForeign) }));
  const open = found.filter(({ own }) => own >= 0);
  const busy = open.filter(({ rank }) => rank >= 0).sort((a, b) => b.rank - a.rank);
  const background = open.filter(({ rank }) => rank < 0);
  const [first, ...others] = busy;
  const at = (hanging: Placed | undefined) => toLocated({ ...dump, text }, hanging, found);
  return [at(first), ...others.map(at), ...background.map((thread) => ({ ...at(thread), isBackground: true }))];
}

function toLocated(dump: StackDump, hanging: Placed | undefined, threads: readonly Placed[]): Located {
  const frame = hanging?.frames[hanging.own];
  return {
    text: dump.text,
    ...(frame ? { where: frameName(frame) } : {}),
    ...(hanging ? { functions: hanging.frames.slice(hanging.own).map(({ name = '' }) => name) } : {}),
    ...(hanging?.isLoop === undefined ? {} : { onLoopThread: hanging.isLoop }),
    ...reasonOf(dump, hanging, threads),
  };
}
