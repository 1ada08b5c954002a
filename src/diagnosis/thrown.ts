/** What a parser of one language finds on stderr. */

export interface Thrown {
  /** The class without its package: `ValueError`, `panic`. */
  readonly type: string;
  readonly message: string;
  /** The user's own innermost frame: `server.py:40 in block`. */
  readonly where?: string;
  /** The index of the line it begins on. */
  readonly line: number;
  /** Raised because of the one before it, or only while that was handled. */
  readonly link?: 'cause' | 'context';
  /** It left the user's code: a library caught it. */
  readonly isEscaped?: boolean;
  readonly origin?: Origin;
}

/** Where an exception was raised, if that tells its cause: the lookup of a variable, the loading of settings. */
export type Origin = 'os.environ' | 'pydantic-settings';

/** Finds what was thrown, in the order it was printed. Lines are normalised; it must be linear in their number. */
export type ThrownParser = (lines: readonly string[]) => Thrown[];

export interface StackFrame {
  readonly path: string;
  readonly line: string;
  readonly name?: string;
}

/** The last part of a dotted class name. */
function shortType(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Builds a Thrown; `frames` has the innermost first. */
export function thrown(type: string, message: string, line: number, frames: readonly StackFrame[]): Thrown {
  const where = userFrame(frames);
  return { type: shortType(type), message: message.trim(), line, ...(where === undefined ? {} : { where }) };
}

/** The innermost frame that is not a library's, as `server.py:40 in block`. */
export function userFrame(frames: readonly StackFrame[]): string | undefined {
  const frame = frames.find(({ path }) => !isLibrary(path));
  return frame && frameName(frame);
}

/** `server.py:40 in block`. */
export function frameName(frame: StackFrame): string {
  const place = frame.line === '' ? shortPath(frame.path) : `${shortPath(frame.path)}:${frame.line}`;
  return frame.name === undefined || frame.name.startsWith('<') ? place : `${place} in ${frame.name}`;
}

const LIBRARIES =
  /[/\\](?:site-packages|dist-packages|node_modules|lib[/\\]python[23]|Lib[/\\](?:asyncio|json|importlib|concurrent)|pkg[/\\]mod|\.cargo[/\\]registry)\b|^node:|^<|[/\\]usr[/\\](?:local|lib)[/\\]go\b|[/\\]usr[/\\]lib[/\\]go-|[/\\]x64[/\\]src[/\\]|[/\\]libexec[/\\]src[/\\]|^\/rustc\//;

/** Code that the user did not write. */
export function isLibrary(path: string): boolean {
  return LIBRARIES.test(path);
}

/** The file's name; with its folder where the name says nothing by itself. */
function shortPath(path: string): string {
  const parts = path.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
  const name = parts.at(-1) ?? path;
  const vague = /^(?:__init__|__main__|index|mod)\.\w+$/.test(name);
  return vague && parts.length > 1 ? `${parts.at(-2)}/${name}` : name;
}
