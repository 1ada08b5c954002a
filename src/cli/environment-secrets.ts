import { looksSecret, worthHiding } from '../config/secret-name.ts';
import type { Secret } from '../model.ts';
import { createRedactor } from '../redact/redactor.ts';

/** Those variables of our own environment whose names look secret. */
export function environmentSecrets(env: Readonly<Record<string, string | undefined>>): Secret[] {
  const named = Object.entries(env).map(([name, value = '']) => ({ name, value }));
  return named.filter(({ name, value }) => looksSecret(name) && worthHiding(name, value));
}

/** For what is said before there is a plan, when nobody has named the secrets yet. */
export function cleanByEnvironment(text: string): string {
  return createRedactor(environmentSecrets(process.env)).text(text);
}
