import { looksSecret, worthHiding } from '../config/secret-name.ts';
import type { Secret } from '../model.ts';
import { createRedactor } from '../redact/redactor.ts';

/** A token is long and no plain word; desktops set `XDG_SESSION_CLASS=user` and the like. */
const PLAIN = /^(?:[A-Za-z-]*|\/.*)$/;
const SHORTEST = 8;

/** Those variables of our own environment whose names and values look secret. */
export function environmentSecrets(env: Readonly<Record<string, string | undefined>>): Secret[] {
  const named = Object.entries(env).map(([name, value = '']) => ({ name, value }));
  return named.filter(({ name, value }) => looksSecret(name) && worthHiding(name, value) && isToken(value));
}

function isToken(value: string): boolean {
  return value.length >= SHORTEST && !PLAIN.test(value);
}

/** For what is said before there is a plan, when nobody has named the secrets yet. */
export function cleanByEnvironment(
  text: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  return createRedactor(environmentSecrets(env)).text(text);
}
