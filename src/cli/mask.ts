/** GitHub's own log filter: told of the secrets before anything else is written. */
import { fstatSync } from 'node:fs';
import type { Plan } from '../model.ts';

/** GitHub hides by lines; a shorter one would blank out the log. */
const SHORTEST = 4;

/**
 * Only under GitHub Actions, where the runner swallows `::add-mask::` lines. They go to stderr, and never into a file:
 * there the values would stay.
 */
export function maskInGithubLog(plans: readonly Plan[], listenToOutputs: () => void): void {
  if (process.env['GITHUB_ACTIONS'] !== 'true' || isFile(2)) return;
  const values = plans.flatMap(({ secrets }) => secrets.map(({ value }) => value));
  const lines = values.flatMap((value) => value.split(/\r?\n/)).filter((line) => line.trim().length >= SHORTEST);
  if (lines.length > 0) listenToOutputs();
  for (const line of new Set(lines)) process.stderr.write(`::add-mask::${escaped(line)}\n`);
}

function escaped(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D');
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return true;
  }
}
