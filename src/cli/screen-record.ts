/** What people were shown, kept to be searched for secrets at the end. */
import type { Cleaner } from '../engine/cleaner.ts';

/** Beyond this, what came first is forgotten. */
const KEPT_CHARACTERS = 16 * 1024 * 1024;

export interface ScreenRecord {
  readonly add: (text: string) => void;
  /** The exit code that it adds: 5 where a secret was shown, else 0. */
  judge(redactor: Cleaner, complain: (text: string) => void): Promise<number>;
}

export function createRecord(): ScreenRecord {
  let shown = '';
  const add = (text: string) => {
    shown = (shown + text).slice(-KEPT_CHARACTERS);
  };
  const judge: ScreenRecord['judge'] = async (redactor, complain) => {
    const leaked = await redactor.scanLong(shown);
    if (leaked.length > 0) complain(`what was shown above held the secret ${leaked.join(', ')}`);
    return leaked.length > 0 ? 5 : 0;
  };
  return { add, judge };
}
