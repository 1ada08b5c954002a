/** What people were shown, kept to be searched for secrets at the end. */
import type { Cleaner } from '../engine/cleaner.ts';

/** Beyond this, what came first is forgotten. */
const KEPT_CHARACTERS = 16 * 1024 * 1024;

export interface ScreenRecord {
  readonly add: (text: string) => void;
  /** The exit code that it adds: 5 where a secret was shown, else 0. */
  judge(redactor: Cleaner, complain: (text: string) => void): Promise<number>;
}

/** `hasFrames`: what a line says in pieces is searched for, too. */
export function createRecord(hasFrames = false): ScreenRecord {
  let shown = '';
  const add = (text: string) => {
    shown = (shown + text).slice(-KEPT_CHARACTERS);
  };
  const judge: ScreenRecord['judge'] = async (redactor, complain) => {
    const spread = hasFrames ? await redactor.scanLines(shown) : [];
    const leaked = [...new Set([...(await redactor.scanLong(shown)), ...spread])];
    if (leaked.length > 0) complain(`what was shown above held the secret ${leaked.join(', ')}`);
    return leaked.length > 0 ? 5 : 0;
  };
  return { add, judge };
}
