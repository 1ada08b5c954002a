/** One line with a status: word, text, time. */
import type { StepStatus } from '../../model.ts';
import { displayWidth } from '../../text/width.ts';
import { wrap } from '../../text/wrap.ts';
import type { PrettyOptions } from './options.ts';
import { STATUS_COLUMNS, statusWord } from './status.ts';

/** Where the text of a status line begins, and what belongs to it below. */
export const TEXT_INDENT = 2 + STATUS_COLUMNS + 1;
/** Where the time ends, if the terminal is wide enough. */
const TIME_END = 78;
const TIME_COLUMNS = 12;

/** Below this, what belongs to a status line stands further left: there are no columns to spare. */
const NARROW = 64;

export function isNarrow({ width }: Pick<PrettyOptions, 'width'>): boolean {
  return width < NARROW;
}

/** Where what belongs to a status line begins. */
export function indentBelow(options: Pick<PrettyOptions, 'width'>): number {
  return isNarrow(options) ? 4 : TEXT_INDENT;
}

/** Only the last line leaves room for the time, which stands on one of its own where it must. */
function wrapBefore(time: string, text: string, room: number): string[] {
  const lines = wrap(text, room);
  const isFit = displayWidth(lines.at(-1) ?? '') + 2 + time.length <= room;
  return time === '' || isFit ? lines : [...lines, ''];
}

/** `  OK     text       182 ms`; wrapped text hangs under itself and the time stands on its last line. */
export function statusLine(status: StepStatus, text: string, time: string, options: PrettyOptions): string[] {
  const end = Math.min(TIME_END, options.width - 1);
  const room = options.width === Number.POSITIVE_INFINITY ? options.width : end - TEXT_INDENT - TIME_COLUMNS;
  const body = isNarrow(options) ? wrapBefore(time, text, end - TEXT_INDENT) : wrap(text, Math.max(20, room));
  const lines = body.map((line, index) =>
    index === 0 ? `  ${statusWord(status, options.palette)} ${line}` : ' '.repeat(TEXT_INDENT) + line,
  );
  if (time === '') return lines;
  const used = TEXT_INDENT + displayWidth(body.at(-1) ?? '');
  const gap = ' '.repeat(Math.max(2, end - used - time.length));
  return [...lines.slice(0, -1), `${lines.at(-1)}${gap}${options.palette.faint(time)}`];
}
