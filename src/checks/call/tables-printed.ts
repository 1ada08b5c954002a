/** Tables and arrays as numpy and pandas print them: for people, with rows left out. */

const NUMBERS = /^\[[[\]\d.eE+\-\s]{3,}\]$/;
const DTYPE = /(?:^|\n)(?:Name: [^\n]{1,200}, )?(?:Length: \d+, )?dtype: [a-z]\w{1,20}$/;
const SIZE = /\n\[\d+ rows x \d+ columns\]$/;
const LEFT_OUT = /\n *\.{2,3} +\.{2,3}/;
const MOST_ROWS = 100;

/** `[1 2 3]`, `[[1. 2.]\n [3. 4.]]`, `array([1, 2])` */
export function isPrintedArray(text: string): boolean {
  if (/^array\(\[[^\n]{0,200}/.test(text) && text.endsWith(')')) return true;
  return NUMBERS.test(text) && (text.match(/\d\.?\s+-?\d|\][^\S\n]*\n[^\S\n]*\[/g)?.length ?? 0) >= 2;
}

/** A Series or a DataFrame: a header that leaves the room of the index, and rows that are numbered from 0. */
export function isPrintedFrame(text: string): boolean {
  if (DTYPE.test(text.trimEnd()) || (SIZE.test(text.trimEnd()) && LEFT_OUT.test(text))) return true;
  const [header = '', ...rows] = text.trimEnd().split('\n', MOST_ROWS);
  const indent = /^ +/.exec(header)?.[0].length ?? 0;
  const width = String(rows.length - 1).length;
  if (rows.length < 2 || indent <= width || header.trim() === '') return false;
  return rows.every((row, index) => row.length === header.length && row.startsWith(`${String(index).padEnd(width)} `));
}
