/** `protocol:` and `--protocol`. */
import { PROTOCOLS, UsageError } from '../model.ts';

/** What to ask the server for, once each. `override` wins; UsageError when it names no revision we speak. */
export function protocolsOf(written: readonly string[] | undefined, override: string | undefined): readonly string[] {
  const wanted = override === undefined ? (written ?? ['auto']) : override.split(',').map((one) => one.trim());
  const allowed: readonly string[] = ['auto', ...PROTOCOLS];
  const unknown = wanted.find((one) => !allowed.includes(one));
  if (unknown !== undefined) throw new UsageError(`unknown protocol revision ${unknown}; known: ${allowed.join(', ')}`);
  return wanted.length === 0 ? ['auto'] : [...new Set(wanted)];
}

/** With several, the name says which. */
export function planName(name: string, protocol: string, protocols: readonly string[]): string {
  return protocols.length > 1 ? `${name} [${protocol}]` : name;
}
