/** Half a secret where a text was cut before it came to us: at its ends, and at an ellipsis. */
import type { Needle } from './needle.ts';
import type { Range } from './ranges.ts';

/** Fewer characters of a secret give nothing away. */
const TELLING = 8;
/** Other texts begin and end like these, so a part of one says nothing: a plain word, and the ends of a URL. */
const PLAIN_WORD = /^[A-Z]?[a-z]+$/;
const URL = /^[a-z][a-z\d+.-]*:\/\//i;
const ELLIPSIS = /…|\.{3}/g;

/** The starts of secrets before every cut, and their ends after it. */
export function edgesOf(text: string, needles: readonly Needle[]): Range[] {
  const marks = [...text.matchAll(ELLIPSIS)];
  const befores = [text.length, ...marks.map(({ index }) => index)];
  const afters = [0, ...marks.map((mark) => mark.index + mark[0].length)];
  const long = needles.filter(({ text: form }) => form.length > TELLING && !URL.test(form));
  return long.flatMap((needle) => [
    ...befores.flatMap((end) => headBefore(text, end, needle)),
    ...afters.flatMap((start) => tailAfter(text, start, needle)),
  ]);
}

/** The longest start of the needle that ends at `end`. */
function headBefore(text: string, end: number, { name, text: form }: Needle): Range[] {
  const head = form.slice(0, TELLING);
  const first = Math.max(0, end - form.length + 1);
  for (
    let start = text.indexOf(head, first);
    start !== -1 && start <= end - TELLING;
    start = text.indexOf(head, start + 1)
  ) {
    if (isPart(text.slice(start, end), (part) => form.startsWith(part))) return [{ start, end, name }];
  }
  return [];
}

/** The longest end of the needle that begins at `start`. */
function tailAfter(text: string, start: number, { name, text: form }: Needle): Range[] {
  const tail = form.slice(-TELLING);
  const last = Math.min(text.length, start + form.length - 1);
  for (let at = text.lastIndexOf(tail, last - TELLING); at >= start; at = text.lastIndexOf(tail, at - 1)) {
    const end = at + TELLING;
    if (isPart(text.slice(start, end), (part) => form.endsWith(part))) return [{ start, end, name }];
    if (at === 0) break;
  }
  return [];
}

function isPart(part: string, isOf: (part: string) => boolean): boolean {
  return !PLAIN_WORD.test(part) && isOf(part);
}
