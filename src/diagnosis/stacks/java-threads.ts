/** The threads of a Java program that was asked by SIGQUIT. Virtual threads are not among them. */
import { isJavaPlatform } from '../java.ts';
import type { StackFrame } from '../thrown.ts';
import type { Thread } from './thread.ts';

const HEADER = /^"(.*)" .*(?:prio=|os_prio=|tid=)/;
const FRAME = /^\s+at ([\w.$<>/@-]+)\((?:[^()]*\/)?([^():/]+)(?::(\d+))?\)$/;
const SDK = /^(?:io\.modelcontextprotocol|reactor)\./;
const POOL = /(?:ThreadPoolExecutor|ForkJoinPool|ThreadPerTaskExecutor)\b/;

export function javaThreads(lines: readonly string[]): Thread[] {
  const starts = lines.flatMap((line, at) => (HEADER.test(line) ? [at] : []));
  return starts.map((start, index) => toThread(lines.slice(start, starts[index + 1])));
}

export function isJavaLibrary({ name = '', line }: StackFrame): boolean {
  return line === '' || isJavaPlatform(name);
}

/** A thread that the SDK or a pool gave a task, then the main thread; main() itself mostly serves. */
function toThread(block: readonly string[]): Thread {
  const frames = block.flatMap((line) => {
    const match = FRAME.exec(line);
    return match ? [{ name: match[1] ?? '', path: match[2] ?? '', line: match[3] ?? '' }] : [];
  });
  const own = frames.find((frame) => !isJavaLibrary(frame));
  if (!own || frames.some(({ name }) => name === 'java.io.FileInputStream.read')) return { frames, rank: -1 };
  if (frames.some(({ name }) => SDK.test(name))) return { frames, rank: 4 };
  if (frames.some(({ name }) => POOL.test(name))) return { frames, rank: 3 };
  if (own.name.endsWith('.main')) return { frames, rank: 0 };
  return { frames, rank: block[0]?.startsWith('"main"') ? 2 : 1 };
}
