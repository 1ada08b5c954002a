import type { Place } from '../model.ts';

/** Reads `file:line:column` as `StepResult.at` and `Finding.where` have it; undefined for anything else. */
export function parsePlace(text: string | undefined): Place | undefined {
  const parts = /^(.+):([1-9]\d{0,8}):([1-9]\d{0,8})$/.exec(text ?? '');
  if (parts === null) return undefined;
  return { file: parts[1]!, line: Number(parts[2]), column: Number(parts[3]) };
}
