/** Messages that a server has spread over several lines, joined as the lines come; each line is looked at once, or twice at most. */
import { jsonOf } from '../../json/read.ts';
import { JsonScanner } from '../../json/scanner.ts';
import { isMessage } from './message.ts';

/** A message that is longer is noise to us, line by line. */
const LONGEST = 4 * 1024 * 1024;

/** A line that may be a part of a message. */
interface Part {
  readonly text: string;
}

export class SpreadMessage<Line extends Part> {
  #scanner: JsonScanner | undefined;
  #parts: Line[] = [];
  #length = 0;

  /** A message has begun and not ended. */
  get isOpen(): boolean {
    return this.#scanner !== undefined;
  }

  /** The message that this line ends, with all its lines; undefined where there is none (yet). */
  add(line: Line): { readonly message: object; readonly lines: readonly Line[] } | undefined {
    if (this.#scanner) {
      const ended = this.#join(line);
      if (ended !== 'broken') return ended;
    }
    if (!/^\s*\{/.test(line.text.slice(0, 64))) return undefined;
    this.#scanner = new JsonScanner();
    const ended = this.#join(line);
    return ended === 'broken' ? undefined : ended;
  }

  /** Something else came: what was begun is noise. */
  reset(): void {
    this.#scanner = undefined;
    this.#parts = [];
    this.#length = 0;
  }

  #join(line: Line) {
    this.#parts.push(line);
    this.#length += line.text.length;
    const progress = this.#length > LONGEST ? 'broken' : this.#scanner!.read(line.text);
    if (progress === 'open') return undefined;
    const lines = this.#parts;
    this.reset();
    if (progress === 'broken') return 'broken';
    const message = lines.length > 1 ? jsonOf(joined(lines)) : undefined;
    return isMessage(message) ? { message, lines } : undefined;
  }
}

/** Inside a batch a comma follows the message. */
function joined(lines: readonly Part[]): string {
  const text = lines
    .map((line) => line.text)
    .join('\n')
    .trimEnd();
  return text.endsWith(',') ? text.slice(0, -1) : text;
}
