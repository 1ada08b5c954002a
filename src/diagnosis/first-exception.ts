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

/** How Node, Python, Go, Java and Rust begin or end what they say of an exception that nobody caught. */
const UNCAUGHT =
  /^(?:Node\.js v\d|Traceback \(most recent call last\):|panic: |fatal error: |Exception in thread "|(?:\d{4}\S* )?thread '[^'\n]{0,200}' (?:\(\d+\) )?panicked at )/m;

/** What reports the end of our own input is none. */
export function tellsOfUncaught(stderr: string): boolean {
  const [found] = UNCAUGHT.test(stderr) ? exceptionChain(stderr) : [];
  return found !== undefined && !isWeak(found);
}

export interface FirstException {
  readonly type: string;
  readonly message: string;
  /** The user's innermost frame, not the library's: `server.py:40 in block`. */
  readonly where?: string;
}

/**
 * The first exception on stderr that is a cause and not an echo: of a Python chain the last that the user's code raised
 * or let through, of an exception group the first leaf, of Node and Java causes the innermost. One with a stack wins over
 * a bare line.
 */
export function firstException(stderr: string): FirstException | undefined {
  const [found] = exceptionChain(stderr);
  if (found === undefined) return undefined;
  const { type, message, where } = found;
  return { type, message, ...(where === undefined ? {} : { where }) };
}

/** The exception to blame, and behind it those of its chain that led to others, as they were printed. */
export function exceptionChain(stderr: string): readonly Thrown[] {
  const lines = normalise(stderr).split('\n');
  const stacks = parsers.flatMap((parse) => parse(lines)).sort((a, b) => a.line - b.line);
  const found = pick(stacks);
  return found.length > 0 ? found : pick(bareThrown(lines));
}

function pick(found: readonly Thrown[]): readonly Thrown[] {
  const chains = chainsOf(found.filter((one) => !SECONDARY.test(headline(one))));
  return chains.find((chain) => !isWeak(chain[0]!)) ?? chains[0] ?? [];
}

/** Each with the exception to blame first. */
function chainsOf(found: readonly Thrown[]): Thrown[][] {
  const chains: Thrown[][] = [];
  for (const one of found) {
    const last = one.link ? chains.at(-1) : undefined;
    if (last) last.push(one);
    else chains.push([one]);
  }
  return chains.map(blamedFirst);
}

/**
 * What a library caught has left the user's code, and what it made of it afterwards says less; what the user's code
 * caught itself was not its last word.
 */
function blamedFirst(chain: readonly Thrown[]): Thrown[] {
  const strong = chain.filter((one) => !isWeak(one));
  const own = strong.filter(({ where }) => where !== undefined);
  const blamed = own.find(({ isEscaped }) => isEscaped) ?? own.at(-1) ?? strong[0] ?? chain[0]!;
  // What was only handled before may have nothing to do with it, but a variable that is missing is missing.
  const roots = chain.filter(({ origin }, at) => origin !== undefined || chain[at + 1]?.link === 'cause');
  return [blamed, ...roots.filter((one) => one !== blamed)];
}

function isWeak(one: Thrown): boolean {
  return WEAK.test(headline(one));
}

/** `ValueError: no such note`, as people read it. */
export function headline({ type, message }: FirstException): string {
  return message === '' ? type : `${type}: ${message}`;
}
