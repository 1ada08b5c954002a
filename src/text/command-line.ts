/** Command lines: ready to paste into a POSIX shell, or as they are told within a sentence. */
import { excerpt } from './excerpt.ts';

const LONGEST_TOLD = 200;

export function commandLine(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

/** A command line of a process, in quotes, its beginning only where it is long. */
export function toldCommand(command: string): string {
  return JSON.stringify(excerpt(command, LONGEST_TOLD));
}

export function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
