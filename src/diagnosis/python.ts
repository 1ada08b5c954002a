/** Python tracebacks: plain, of exception groups, drawn by rich, and the dumps of faulthandler. */
import { ownIndex } from './stacks/thread.ts';
import { frameName, isLibrary, type Origin, type StackFrame, type Thrown, thrown } from './thrown.ts';

/** `| ` and `+ ` before the lines of an exception group. */
const GROUP_MARGIN = /^ *[|+] ?/;
const HEADER = /Traceback \(most recent call last\):?$/;
const FATAL = /^Fatal Python error: (?:\w+: )?(.+)$/;
const FRAME = /^\s*File "([^"]+)", line (\d+)(?:,? in (.+))?$/;
const RICH_FRAME = /^(\S.*):(\d+) in (\S+)$/;
/** Source lines, markers and gaps between the frames. */
const BETWEEN = /^(?:\s|❱|\.\.\.|$)/;
const HEAD = /^([A-Za-z_][\w.]*)(?::(?: (.*))?)?$/;
const ENVIRON = /^<frozen os>$|[/\\]os\.py$/;
const SETTINGS = /[/\\]pydantic_settings[/\\]main\.py$/;
const IMPORT_ERROR = /^(?:ModuleNotFound|Import)Error$/;
/** What pip makes of an entry point. */
const ENTRY = /[/\\](?:bin|Scripts)[/\\][^/\\.]+(?:-script\.py)?$/;
/** Pydantic's detail stands below the first line. */
const MULTILINE = /validation errors? for |:$/;
const CURRENT = /^Current thread 0x/;
const THREAD = /^Thread 0x/;
const DUMP_LINES = 2000;
const BLOCK_LIMIT = 5000;
/** Stands between two exceptions of a chain. */
const LINK = /^\s*(?:(The above exception was the direct cause of)|During handling of the above exception,)/;

/** Chained exceptions come out as printed: the root cause first. */
export function pythonThrown(lines: readonly string[]): Thrown[] {
  const plain = lines.map((line) => line.replace(GROUP_MARGIN, ''));
  const found: Thrown[] = [];
  let link: Thrown['link'];
  for (let at = 0; at < plain.length; at++) {
    const block = readBlock(plain, at);
    if (block === undefined) {
      link = linkIn(plain[at] ?? '') ?? link;
      continue;
    }
    if (block.thrown !== undefined) found.push(link ? { ...block.thrown, link } : block.thrown);
    link = undefined;
    at = block.end;
  }
  return found;
}

function linkIn(line: string): Thrown['link'] {
  const match = LINK.exec(line);
  return match ? (match[1] === undefined ? 'context' : 'cause') : undefined;
}

interface Block {
  readonly thrown?: Thrown;
  /** The index of its last line. */
  readonly end: number;
}

function readBlock(lines: readonly string[], at: number): Block | undefined {
  const line = lines[at] ?? '';
  const fatal = FATAL.exec(line);
  if (fatal) return readFatal(lines, at, fatal[1] ?? '');
  if (HEADER.test(line)) return readTraceback(lines, at, at + 1);
  // A syntax error in the script itself is printed without a header.
  return FRAME.test(line) ? readTraceback(lines, at, at) : undefined;
}

function readTraceback(lines: readonly string[], start: number, from: number): Block {
  const frames: StackFrame[] = [];
  const indent = HEADER.test(lines[start] ?? '') ? (/^\s*/.exec(lines[start] ?? '')?.[0].length ?? 0) : 0;
  const limit = Math.min(lines.length, from + BLOCK_LIMIT);
  for (let at = from; at < limit; at++) {
    const line = dedent(lines[at] ?? '', indent);
    const frame = FRAME.exec(line) ?? RICH_FRAME.exec(line);
    if (frame) frames.unshift(toFrame(frame));
    else if (!BETWEEN.test(line)) return readHead(lines, start, at, line, frames);
  }
  return { end: limit - 1 };
}

function readHead(lines: readonly string[], start: number, at: number, line: string, frames: StackFrame[]): Block {
  const head = HEAD.exec(line);
  // Not a head: perhaps the header of the next traceback, which is read again.
  if (!head) return { end: Math.max(at - 1, start) };
  const first = head[2] ?? '';
  const message = MULTILINE.test(line) ? [first, ...paragraph(lines, at + 1)].join('\n') : first;
  const one = { ...thrown(head[1] ?? '', message, start, frames), ...raisedIn(frames), ...inPackage(frames) };
  return { thrown: IMPORT_ERROR.test(one.type) ? { ...one, ...importing(frames) } : one, end: at };
}

/** The statement that failed, in the package that the server is where no file of the user's led there. */
function importing(frames: readonly StackFrame[]): { where?: string } {
  const isUsers = frames.some(({ path }) => !isLibrary(path) && !ENTRY.test(path));
  const frame = frames.find(({ path }) => !path.startsWith('<'));
  return isUsers || frame === undefined ? {} : { where: frameName(frame) };
}

/** Of a server that is a package, no file is the user's but the command that pip has written: the place is in the package. */
function inPackage(frames: readonly StackFrame[]): { where?: string } {
  const inside = frames.filter(({ path }) => !ENTRY.test(path));
  if (inside.length === frames.length || inside.some(({ path }) => !isLibrary(path))) return {};
  const frame = inside[ownIndex(inside)];
  return frame === undefined ? {} : { where: frameName(frame) };
}

/** `frames` has the innermost first: the outermost is where the exception was caught. */
function raisedIn(frames: readonly StackFrame[]): Partial<Thrown> {
  const origin = originOf(frames);
  const isEscaped = frames.length > 0 && isLibrary(frames.at(-1)!.path);
  return { isEscaped, ...(origin === undefined ? {} : { origin }) };
}

function originOf(frames: readonly StackFrame[]): Origin | undefined {
  const [inner] = frames;
  if (inner?.name === '__getitem__' && ENVIRON.test(inner.path)) return 'os.environ';
  return frames.some(({ path }) => SETTINGS.test(path)) ? 'pydantic-settings' : undefined;
}

function paragraph(lines: readonly string[], from: number): string[] {
  const rest = lines.slice(from, from + 6);
  const end = rest.findIndex((line) => line.trim() === '' || HEADER.test(line) || line.startsWith('---'));
  return end === -1 ? rest : rest.slice(0, end);
}

/** faulthandler prints the innermost frame first, and every thread; the one that it calls current is at fault. */
function readFatal(lines: readonly string[], start: number, message: string): Block {
  let frames: StackFrame[] = [];
  let isCurrent = false;
  let end = start;
  for (let at = start + 1; at < Math.min(lines.length, start + DUMP_LINES); at++) {
    const line = lines[at] ?? '';
    const frame = FRAME.exec(line);
    if (CURRENT.test(line)) {
      frames = [];
      isCurrent = true;
    } else if (frame) frames.push(toFrame(frame));
    else if (isCurrent && frames.length > 0) break;
    else if (!THREAD.test(line) && line.trim() !== '' && frames.length > 0) break;
    if (frame) end = at;
  }
  return { thrown: thrown('Fatal Python error', message, start, frames), end };
}

function toFrame(match: RegExpExecArray): StackFrame {
  const [, path = '', line = '', name] = match;
  return name === undefined ? { path, line } : { path, line, name };
}

function dedent(line: string, indent: number): string {
  return line.slice(0, indent).trim() === '' ? line.slice(indent) : line;
}
