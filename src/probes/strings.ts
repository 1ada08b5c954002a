/** Sample calls whose first free text argument can be set. */
import type { JsonObject } from '../model.ts';
import type { Bench, SampleCall } from './probe.ts';

/** Undefined where the tool has no argument that takes this text. */
export function withText({ args, fits }: SampleCall, text: string): JsonObject | undefined {
  const names = Object.keys(args).filter((name) => typeof args[name] === 'string');
  return names.map((name) => ({ ...args, [name]: text })).find(fits);
}

/** The first harmless call that takes each of the texts; undefined where there is none. */
export function textCall(
  { samples }: Bench,
  texts: readonly string[],
): { tool: string; args: readonly JsonObject[] } | undefined {
  for (const sample of samples) {
    const args = texts.map((text) => withText(sample, text)).filter((one) => one !== undefined);
    if (args.length === texts.length) return { tool: sample.tool, args };
  }
  return undefined;
}

export const NO_TEXT = { findings: [], skipped: 'no tool that is known to be harmless takes free text' } as const;
