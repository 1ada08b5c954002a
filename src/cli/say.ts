/** What the program says beside its reports: one way out for all of it. */
import { printable, printableBlock } from '../text/printable.ts';

/** Text for people, on stderr; nothing in it steers a terminal or a CI system. */
export function complain(text: string): void {
  process.stderr.write(`${printableBlock(text)}\n`);
}

/** One line on stdout. */
export function sayLine(text: string): void {
  process.stdout.write(`${printable(text)}\n`);
}
