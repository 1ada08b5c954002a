/** `protocol:` and `--protocol`. */
import { NEWEST_PROTOCOL, type Plan, PROTOCOLS, UsageError } from '../model.ts';

/** What to ask the server for, once each. `override` wins; UsageError when it names no revision we speak. */
export function protocolsOf(written: readonly string[] | undefined, override: string | undefined): readonly string[] {
  const wanted = override === undefined ? (written ?? ['auto']) : override.split(',').map((one) => one.trim());
  const allowed: readonly string[] = ['auto', ...PROTOCOLS];
  const unknown = wanted.find((one) => !allowed.includes(one));
  if (unknown !== undefined)
    throw new UsageError(`unknown protocol revision ${unknown || '""'}; known: ${allowed.join(', ')}`);
  // `auto` asks for the newest first as well: the same script is not run twice.
  const once = wanted.includes(NEWEST_PROTOCOL) ? wanted.filter((one) => one !== 'auto') : wanted;
  return once.length === 0 ? ['auto'] : [...new Set(once)];
}

/** The same plan for each revision. With several, the name says which. */
export function perRevision(plan: Plan, protocols: readonly string[]): Plan[] {
  if (protocols.length === 1) return [{ ...plan, protocol: protocols[0]! }];
  return protocols.map((protocol) => ({ ...plan, protocol, isListed: true, name: `${plan.name} [${protocol}]` }));
}
