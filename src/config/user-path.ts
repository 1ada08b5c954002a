import { homedir } from 'node:os';
import { resolve } from 'node:path';

/** A path that a user has written, absolute: `~/` is the user's home, all else is taken from `folder`. */
export function userPath(written: string, folder: string): string {
  return /^~[/\\]/.test(written) ? resolve(homedir(), written.slice(2)) : resolve(folder, written);
}
