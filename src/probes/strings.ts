/** A text put into the first argument of a sample call that takes any text. */
import type { JsonObject } from '../model.ts';
import type { SampleCall } from './probe.ts';

/** Undefined where the tool has no argument that takes this text. */
export function withText({ args, fits }: SampleCall, text: string): JsonObject | undefined {
  const names = Object.keys(args).filter((name) => typeof args[name] === 'string');
  return names.map((name) => ({ ...args, [name]: text })).find(fits);
}

export const NO_TEXT = { findings: [], skipped: 'the harmless tool takes no free text' } as const;
