/** Takes the text out of drawn boxes: `╭── Traceback ──╮`, `│ text │`, `╰──╯`, also in ASCII. */

const TOP = /^[╭┌╔+][─━═-]{2}.*[─━═-][╮┐╗+]$/;
const BOTTOM = /^[╰└╚+][─━═-]{2}.*[─━═-][╯┘╝+]$/;
const PATH_START = /^\s*(?:\/|~|[A-Za-z]:\\)/;
/** Boxes stand in boxes: an exception group draws two for each level. */
const DEPTH = 8;

/** Lines outside boxes stay as they are, but for those in the column of a box, which move to the left edge. */
export function unbox(lines: readonly string[]): readonly string[] {
  let current = lines;
  for (let depth = 0; depth < DEPTH; depth++) {
    const next = new Unboxing().run(current);
    if (next === undefined) return current;
    current = next;
  }
  return current;
}

/** One pass: removes the outermost boxes. */
class Unboxing {
  private readonly out: string[] = [];
  private open = false;
  private changed = false;
  /** Where the last box began and how wide it was: a logger wraps the text below it to the same column. */
  private column: { readonly indent: number; readonly width: number } | undefined;
  /** A line that went up to the edge and so continues on the next. */
  private unfinished: { readonly joint: string } | undefined;

  /** The lines without their outermost boxes; undefined where there is none. */
  run(lines: readonly string[]): readonly string[] | undefined {
    for (const line of lines) this.take(line);
    return this.changed ? this.out : undefined;
  }

  private take(line: string): void {
    const text = line.trim();
    if (TOP.test(text) || (this.open && BOTTOM.test(text))) this.border(line, text);
    else if (isSide(text, this.open)) this.side(text);
    else this.outside(line, text);
  }

  private border(line: string, text: string): void {
    this.open = !(this.open && BOTTOM.test(text));
    this.changed = true;
    this.unfinished = undefined;
    this.column = { indent: line.length - line.trimStart().length, width: text.length };
    const title = titleOf(text);
    if (title !== '') this.out.push(title);
  }

  private side(text: string): void {
    this.changed = true;
    const content = text.slice(1, -1);
    const inner = content.startsWith(' ') ? content.slice(1) : content;
    const full = /\S ?$/.test(inner) && !inner.endsWith('  ');
    this.push(inner.trimEnd(), this.unfinished);
    const continues =
      full && (this.unfinished !== undefined || PATH_START.test(inner)) && !/:\d+ in \S+\s*$/.test(inner);
    this.unfinished = continues ? { joint: '' } : undefined;
  }

  private outside(line: string, text: string): void {
    const column = this.column;
    const indent = line.length - line.trimStart().length;
    if (text !== '' && (column === undefined || indent < column.indent)) this.column = undefined;
    if (this.column === undefined || this.column.indent === 0 || text === '') {
      this.unfinished = undefined;
      this.out.push(line);
      return;
    }
    this.pushParagraph(line.slice(this.column.indent).trimEnd(), this.column.width);
  }

  /** A word-wrapped line is one that the next line's first word would not have fitted on. */
  private pushParagraph(text: string, width: number): void {
    const previous = this.out.at(-1) ?? '';
    const word = text.split(' ', 1)[0] ?? '';
    const wrapped = this.unfinished !== undefined && word !== '' && previous.length + 1 + word.length > width;
    this.push(text, wrapped ? { joint: ' ' } : undefined);
    this.unfinished = { joint: ' ' };
  }

  private push(text: string, join: { readonly joint: string } | undefined): void {
    const previous = this.out.at(-1);
    if (join === undefined || previous === undefined) this.out.push(text);
    else this.out[this.out.length - 1] = previous + join.joint + text;
  }
}

/** The words in a border: `╭── Traceback ──╮`. */
function titleOf(border: string): string {
  let start = 1;
  let end = border.length - 1;
  while (start < end && isRule(border[start])) start++;
  while (end > start && isRule(border[end - 1])) end--;
  return border.slice(start, end).trim();
}

function isRule(character: string | undefined): boolean {
  return character !== undefined && '─━═- '.includes(character);
}

function isSide(text: string, open: boolean): boolean {
  if (text.length < 2) return false;
  if (/^[│┃║]/.test(text)) return /[│┃║]$/.test(text);
  return open && text.startsWith('|') && text.endsWith('|');
}
