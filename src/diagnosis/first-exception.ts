/** The exception to blame: the first real one on stderr, whatever the language. */
import { bareThrown } from './bare.ts';
import { goThrown } from './go.ts';
import { javaThrown } from './java.ts';
import { nodeThrown } from './node.ts';
import { normalise } from './normalise.ts';
import { pythonThrown } from './python.ts';
import { rustThrown } from './rust.ts';
import type { Thrown, ThrownParser } from './thrown.ts';

const parsers: readonly ThrownParser[] = [pythonThrown, nodeThrown, goThrown, javaThrown, rustThrown];

/** What only reports that something else went wrong: groups, and streams that broke because of it. */
const SECONDARY =
  /unhandled errors in a TaskGroup|^(?:Base)?ExceptionGroup:|^(?:Broken|Closed)ResourceError|: Connection closed$/;
/** Mostly the echo of our own shutdown or of a cancelled task; told only when there is nothing else. */
const WEAK = /^(?:CancelledError|KeyboardInterrupt|BrokenPipeError|AbortError)|\bEPIPE\b/;

export interface FirstException {
  readonly type: string;
  readonly message: string;
  /** The user's innermost frame, not the library's: `server.py:40 in block`. */
  readonly where?: string;
}

/**
 * The first exception on stderr that is a cause and not an echo: of a Python chain the one printed first, of an
 * exception group the first leaf, of Node and Java causes the innermost. One with a stack wins over a bare line.
 */
export function firstException(stderr: string): FirstException | undefined {
  const lines = normalise(stderr).split('\n');
  const stacks = parsers.flatMap((parse) => parse(lines)).sort((a, b) => a.line - b.line);
  const found = pick(stacks) ?? pick(bareThrown(lines));
  if (found === undefined) return undefined;
  const { type, message, where } = found;
  return { type, message, ...(where === undefined ? {} : { where }) };
}

function pick(found: readonly Thrown[]): Thrown | undefined {
  const real = found.filter((one) => !SECONDARY.test(headline(one)));
  return real.find((one) => !WEAK.test(headline(one))) ?? real[0];
}

/** `ValueError: no such note`, as people read it. */
export function headline({ type, message }: FirstException): string {
  return message === '' ? type : `${type}: ${message}`;
}
