/** An error that was printed without its stack: `ValueError: no such note`, also inside a log line. */
import { type Thrown, thrown } from './thrown.ts';

const BARE = /(?<![\w.])([A-Za-z_][\w.]*(?:Error|Exception|Exit)|Error|SystemExit)(?: \[\w+\])?: (\S.*)$/;

export function bareThrown(lines: readonly string[]): Thrown[] {
  return lines.flatMap((line, at) => {
    const match = BARE.exec(line);
    return match ? [thrown(match[1] ?? '', match[2] ?? '', at, [])] : [];
  });
}
