/** Java and Kotlin exceptions with a stack. */
import { type Thrown, userFrame } from './thrown.ts';

const HEAD = /(?<![\w$.])((?:[\w$]+\.){1,20}[A-Z][\w$]*)(?:: (.*))?$/;
const FRAME = /^\s+at ([\w.$<>/@-]+)\(([^():]+)(?::(\d+))?\)$/;
const PLATFORM =
  /^(?:[\w.]+\/)?(?:java|javax|jdk|sun|com\.sun|kotlin|kotlinx|scala|reactor|io\.modelcontextprotocol|io\.netty|org\.springframework|org\.apache|org\.eclipse|com\.fasterxml)\./;

/** A class of Java itself, of a framework or of the MCP SDK. */
export function isJavaPlatform(name: string): boolean {
  return PLATFORM.test(name);
}

/** An exception with causes is told by its last `Caused by`. */
export function javaThrown(lines: readonly string[]): Thrown[] {
  const found: Thrown[] = [];
  lines.forEach((line, at) => {
    if (!FRAME.test(lines[at + 1] ?? '') || FRAME.test(line)) return;
    const head = HEAD.exec(line);
    if (!head) return;
    const one = toThrown(head, lines, at);
    const outer = found.at(-1);
    if (!line.includes('Caused by: ') || outer === undefined) found.push(one);
    else found[found.length - 1] = { ...outer, ...one, line: outer.line };
  });
  return found;
}

function toThrown(head: RegExpExecArray, lines: readonly string[], at: number): Thrown {
  const type = head[1] ?? '';
  const where = ownFrame(lines, at + 1);
  return {
    type: type.slice(type.lastIndexOf('.') + 1),
    message: head[2] ?? '',
    line: at,
    ...(where === undefined ? {} : { where }),
  };
}

function ownFrame(lines: readonly string[], from: number): string | undefined {
  for (let at = from; at < lines.length; at++) {
    const frame = FRAME.exec(lines[at] ?? '');
    if (!frame) return undefined;
    const [, name = '', path = '', line] = frame;
    if (line !== undefined && !isJavaPlatform(name)) return userFrame([{ path, line, name }]);
  }
  return undefined;
}
