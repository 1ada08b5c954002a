import type { Secret } from '../model.ts';

/** A name that gives a value away (`TOKEN=TOKEN`) is replaced by the secret's number. */
export function withSafeNames(secrets: readonly Secret[]): Secret[] {
  const tells = (name: string) => secrets.some(({ value }) => name.includes(value));
  return secrets.map(({ name, value }, index) => ({ name: tells(name) ? `#${index + 1}` : name, value }));
}
