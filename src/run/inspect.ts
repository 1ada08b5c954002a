/** Runs checks so that what they quote is clean: they cut what they quote, and half a secret cannot be recognised. */
import { type Check, inspectAll } from '../checks/check.ts';
import type { RawFinding } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';

/** Characters; to clean more would hold everything up. */
const MOST_CLEANED = 256 * 1024;
/** What a text costs by itself, in characters. */
const PER_TEXT = 100;

export type Inspect = <Subject extends object>(checks: readonly Check<Subject>[], subject: Subject) => RawFinding[];

/**
 * Judges what came over the wire, and words the findings on a copy that has been cleaned first. A finding that the clean
 * copy does not show keeps its rule and loses its quotes.
 */
export function inspectCleanly(redactor: Redactor): Inspect {
  return (checks, subject) => {
    const findings = inspectAll(checks, subject);
    if (findings.length === 0 || redactor.counts.values === 0) return findings;
    const unclean = new Set(findings.filter((finding) => !isClean(finding, redactor)).map(({ rule }) => rule));
    // To clean a large answer takes its time, and most findings quote nothing of it.
    if (unclean.size === 0) return findings;
    if (isBeyond(cleanedParts(subject), MOST_CLEANED)) {
      return findings.map((finding) => (unclean.has(finding.rule) ? withoutQuotes(finding, redactor) : finding));
    }
    const broken = checks.filter(({ id }) => unclean.has(id));
    const wording = inspectAll(broken, cleanCopy(subject, redactor));
    return findings.map((finding) => (unclean.has(finding.rule) ? wordingFor(finding, wording) : finding));
  };
}

/** What a huge answer is told without: a quote that was cut may end in half a secret. */
function withoutQuotes(finding: RawFinding, redactor: Redactor): RawFinding {
  const { evidence: _, ...rest } = finding;
  return redactor.value(
    isClean(rest, redactor) ? rest : { ...rest, message: 'The answer is too long for what was found to be shown.' },
  );
}

/** Whether its texts, numbers and keys come to more characters. */
function isBeyond(value: unknown, most: number): boolean {
  let left = most;
  const waiting = [value];
  for (let next = waiting.pop(); left >= 0 && next !== undefined; next = waiting.pop()) {
    left -= 1;
    if (typeof next === 'string' || typeof next === 'number') left -= String(next).length + PER_TEXT;
    else if (Array.isArray(next)) for (const item of next) waiting.push(item ?? null);
    else if (typeof next === 'object' && next !== null) waiting.push(Object.keys(next), Object.values(next));
  }
  return left < 0;
}

/** Quotes nothing secret, and nothing that was cut, where half a secret could stand. */
function isClean(finding: RawFinding, redactor: Redactor): boolean {
  const { message, evidence = '' } = finding;
  return !`${message}${evidence}`.includes('…') && redactor.value(finding) === finding;
}

/** Tools hold compiled schemas. */
function cleanedParts(subject: object): object {
  return Object.fromEntries(Object.entries(subject).filter(([key]) => key !== 'tool' && key !== 'tools'));
}

/** Data is cleaned; functions (compiled schemas) stay. */
function cleanCopy<Subject extends object>(subject: Subject, redactor: Redactor): Subject {
  return { ...subject, ...redactor.value(cleanedParts(subject)) };
}

function wordingFor(finding: RawFinding, wording: RawFinding[]): RawFinding {
  const index = wording.findIndex(({ rule }) => rule === finding.rule);
  const [clean] = index === -1 ? [] : wording.splice(index, 1);
  if (clean) return { ...clean, level: finding.level };
  const { evidence: _, ...rest } = finding;
  return { ...rest, message: 'What was found holds a secret and is not shown.' };
}
