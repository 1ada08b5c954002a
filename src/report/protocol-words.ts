/** The protocol revision that was spoken, and how that came, for people. */
import type { SuiteReport } from '../model.ts';

/** "2025-11-25, asked for 2026-07-28"; undefined where none was agreed on. */
export function protocolWords({ protocol, requestedProtocol }: SuiteReport['server']): string | undefined {
  if (protocol === undefined) return requestedProtocol === undefined ? undefined : `asked for ${requestedProtocol}`;
  return [protocol, protocol === requestedProtocol ? '' : `asked for ${requestedProtocol}`].filter(Boolean).join(', ');
}

/** What else the server says it speaks. */
export function otherOffers({ protocol, offers = [] }: SuiteReport['server']): string | undefined {
  const others = offers.filter((one) => one !== protocol);
  return others.length > 0 ? others.join(', ') : undefined;
}
