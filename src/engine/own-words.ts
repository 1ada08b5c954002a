/**
 * What is no leak although a secret has that value: it stands in words of ours, which are in the program's source. Only a value
 * that is made of words can: whatever else stands in our words has come there by a mistake of ours.
 */
import type { Report } from '../model.ts';
import { withSafeNames } from '../redact/safe-names.ts';
import { emptied } from '../report/emptied.ts';
import { skeleton } from '../report/skeleton.ts';
import type { Cleaner } from './cleaner.ts';

/** `plain`, `sha256`, `tool-missing`. */
const WORDS = /^[A-Za-z]+\d{0,3}(?:[ _./-][A-Za-z]+\d{0,3})*$/;

/** Finds what `cleaner` finds, but for what `render` says of every run and, whatever came from outside, of this one. */
export function besideOwnWords(cleaner: Cleaner, report: Report, render: (report: Report) => string): Cleaner {
  const words = () => [render(skeleton), render(emptied(report)), ...rulesOf(report)].join('\n');
  return {
    text: (text) => cleaner.text(text),
    scan: (content) => notIn(words, cleaner.scan(content), cleaner),
    scanLong: async (content) => notIn(words, await cleaner.scanLong(content), cleaner),
    scanLines: async (content) => notIn(words, await cleaner.scanLines(content), cleaner),
    secrets: cleaner.secrets,
  };
}

/** Those of the secrets that were found that do not stand in `words`. */
export function notIn(
  words: () => string,
  found: string[],
  { scan, secrets }: Pick<Cleaner, 'scan' | 'secrets'>,
): string[] {
  const isWords = new Map(withSafeNames(secrets).map(({ name, value }) => [name, WORDS.test(value)]));
  if (!found.some((name) => isWords.get(name))) return found;
  const own = scan(words());
  return found.filter((name) => !isWords.get(name) || !own.includes(name));
}

function rulesOf({ suites }: Report): Set<string> {
  const findings = suites.flatMap(({ steps }) => steps.flatMap((step) => step.findings));
  return new Set(findings.map(({ rule }) => rule));
}
