/** Finished outputs, searched for secrets once more. */
import { nextTurn } from '../waiting.ts';
import { type Finders, lookThrough, lookThroughLines } from './look.ts';

export interface Scans {
  /** The names of the secrets that stand in a finished output, in any encoding. */
  scan(content: string | Buffer): string[];
  /** The same for outputs of any size: whatever else there is to do goes on in between. */
  scanLong(content: string | Buffer): Promise<string[]>;
  /** The names of those that are spread over the values of one line of JSON. */
  scanLines(content: string | Buffer): Promise<string[]>;
}

/** `finders`: those of the moment. */
export function scansWith(finders: () => Finders): Scans {
  return {
    scan: (content) => [...new Set([...lookThrough(content.toString(), finders())].flat())],
    scanLong: async (content) => {
      const names = new Set<string>();
      for (const found of lookThrough(content.toString(), finders())) {
        for (const name of found) names.add(name);
        await nextTurn();
      }
      return [...names];
    },
    scanLines: async (content) => {
      const names = new Set<string>();
      for (const _ of lookThroughLines(content.toString(), finders(), names)) await nextTurn();
      return [...names];
    },
  };
}
