/** Text from outside in GitHub's Markdown: shown as it is, whatever it holds. */
import { printable, printableBlock } from '../../text/printable.ts';

/** One line of plain text: no markup, no link, no mention, no cell border. */
export function plain(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]#|~$^]/g, '\\$&')
    .replace(/^(\s*)([-+=]|\d+(?=[.)]))/, '$1&#8203;$2')
    .replaceAll('@', '&#64;')
    .replace(/\b(https?|ftp|mailto|www)(?=[:.])/gi, '$1&#8203;')
    .replaceAll('\n', ' ');
}

/** Inline code, in as many backticks as it takes. */
export function code(text: string): string {
  const line = printable(text).replaceAll('|', '\\|');
  if (line.trim() === '') return '';
  const ticks = '`'.repeat(longestRun(line) + 1);
  return `${ticks} ${line} ${ticks}`.replace(/^(`+) ([^`].*[^`]) (`+)$/, '$1$2$3');
}

/** A fenced block that nothing in it can end. */
export function block(text: string, indent = ''): string[] {
  const lines = printableBlock(text).trimEnd();
  const fence = '`'.repeat(Math.max(3, longestRun(lines) + 1));
  return [`${fence}text`, ...lines.split('\n'), fence].map((line) => `${indent}${line}`);
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}
