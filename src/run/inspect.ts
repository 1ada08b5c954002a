/** Runs checks so that what they quote is clean: they cut what they quote, and half a secret cannot be recognised. */
import { type Check, inspectAll } from '../checks/check.ts';
import type { Finding } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';

export type Inspect = <Subject extends object>(checks: readonly Check<Subject>[], subject: Subject) => Finding[];

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
    const broken = checks.filter(({ id }) => unclean.has(id));
    const wording = inspectAll(broken, cleanCopy(subject, redactor));
    return findings.map((finding) => (unclean.has(finding.rule) ? wordingFor(finding, wording) : finding));
  };
}

/** Quotes nothing secret, and nothing that was cut, where half a secret could stand. */
function isClean(finding: Finding, redactor: Redactor): boolean {
  const { message, evidence = '' } = finding;
  return !`${message}${evidence}`.includes('…') && redactor.value(finding) === finding;
}

/** Data is cleaned; functions (compiled schemas) stay. */
function cleanCopy<Subject extends object>(subject: Subject, redactor: Redactor): Subject {
  const entries = Object.entries(subject).map(([key, value]) => [
    key,
    key === 'tool' || key === 'tools' ? value : redactor.value(value),
  ]);
  return Object.fromEntries(entries) as Subject;
}

function wordingFor(finding: Finding, wording: Finding[]): Finding {
  const index = wording.findIndex(({ rule }) => rule === finding.rule);
  const [clean] = index === -1 ? [] : wording.splice(index, 1);
  if (clean) return { ...clean, level: finding.level };
  const { evidence: _, ...rest } = finding;
  return { ...rest, message: 'What was found holds a secret and is not shown.' };
}
