/** What the program says of itself without anything being loaded: its version and its help, printed ahead by the build. */
import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Filled in by the build. */
declare const __VERSION__: string;

const STDOUT = 1;

/** Whether that was all that was asked for. Nothing is said where stdout does not take it: the program has words for that. */
export function speak(words: readonly string[]): boolean {
  const text = textFor(words);
  return text !== undefined && write(text);
}

function textFor(words: readonly string[]): string | undefined {
  if (words.length === 1 && words[0] === '--version') return `${__VERSION__}\n`;
  const last = words.at(-1);
  if (words.length > 2 || (last !== '--help' && last !== '-h')) return undefined;
  return helpOf(words.length === 1 ? '' : words[0]!);
}

/** What does not go out at once (a full pipe, a full disk) goes the long way, and so does a folder that is gone. */
function write(text: string): boolean {
  try {
    process.cwd();
    return writeSync(STDOUT, text) === Buffer.byteLength(text);
  } catch {
    return false;
  }
}

function helpOf(command: string): string | undefined {
  try {
    const pages: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(__dirname, 'help.json'), 'utf8'));
    return Object.hasOwn(pages, command) ? pages[command] : undefined;
  } catch {
    return undefined;
  }
}
