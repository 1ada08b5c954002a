/** Runs checks so that what they cut out of a text is clean: half a secret cannot be recognised any more. */
import { type Check, inspectAll } from '../checks/check.ts';
import { cutting } from '../checks/evidence.ts';
import type { RawFinding } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';

export type Inspect = <Subject extends object>(checks: readonly Check<Subject>[], subject: Subject) => RawFinding[];

/** Judges what came over the wire as it came. What is quoted whole is cleaned on its way out, with all other texts. */
export function inspectCleanly({ cut }: Redactor): Inspect {
  return (checks, subject) => cutting(cut, () => inspectAll(checks, subject));
}
