/** Printed pages: margins, page numbers, and a running title, which is the one text from outside in the style sheet. */
import { excerpt } from '../../text/excerpt.ts';
import { printable } from '../../text/printable.ts';

const LENGTH = 90;

export function pageStyle(running: string): string {
  const small = 'font:8.5pt system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:#4a5663';
  return `@page{margin:19mm 16mm 18mm;@top-left{content:${cssText(running)};${small}}@bottom-left{content:"mcp-smoke";${small}}@bottom-right{content:counter(page) " / " counter(pages);${small}}}@page:first{@top-left{content:none}}`;
}

/** A CSS string in which every character but letters and digits of ASCII, and blanks, is an escape. */
function cssText(text: string): string {
  const line = printable(excerpt(text, LENGTH));
  return `"${line.replace(/[^A-Za-z0-9 ]/gu, (character) => `\\${character.codePointAt(0)!.toString(16)} `)}"`;
}
