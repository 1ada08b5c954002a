import { looksSecret, worthHiding } from '../config/secret-name.ts';
import type { Secret } from '../model.ts';

/** Those variables of our own environment whose names look secret. */
export function environmentSecrets(env: Readonly<Record<string, string | undefined>>): Secret[] {
  const named = Object.entries(env).map(([name, value = '']) => ({ name, value }));
  return named.filter(({ name, value }) => looksSecret(name) && worthHiding(name, value));
}
