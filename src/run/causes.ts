/**
 * The one place where a cause is read from what a server said. What tells of it is cut out of the text, and half a secret is known
 * to nobody, so that the text is clean before: as `inspect` is for checks, and `evaluate` for what a step expects.
 */
import { createRequire } from 'node:module';
import type { Evidence } from '../diagnosis/diagnose.ts';
import type { FirstException } from '../diagnosis/first-exception.ts';
import type { RawFinding } from '../model.ts';
import type { Cleaning } from './judging.ts';

/** Nobody diagnoses a healthy server: what knows the causes is loaded at the first text that may tell of one. */
const require = createRequire(import.meta.url);

/** As `diagnose`, of texts as they came. */
export function causesIn({ redact }: Cleaning, evidence: Evidence): RawFinding[] {
  const { stderr, resultText, rpcMessage } = evidence;
  return diagnosis().diagnose({
    ...evidence,
    stderr: redact(stderr),
    ...(resultText === undefined ? {} : { resultText: redact(resultText) }),
    ...(rpcMessage === undefined ? {} : { rpcMessage: redact(rpcMessage) }),
  });
}

/** As `diagnoseCaught`, of texts as they came. */
export function caughtIn({ redact }: Cleaning, said: string, stderr: string): RawFinding | undefined {
  return diagnosis().diagnoseCaught(redact(said), redact(stderr));
}

/** As `firstException`, of stderr as it came. */
export function thrownIn({ redact }: Cleaning, stderr: string): FirstException | undefined {
  return exceptions().firstException(redact(stderr));
}

/** Whether there is an exception in it. */
export function tellsOfException(stderr: string): boolean {
  return stderr !== '' && exceptions().firstException(stderr) !== undefined;
}

/** Whether a runtime says in it that an exception ended the process. */
export function tellsOfUncaught(stderr: string): boolean {
  return stderr !== '' && exceptions().tellsOfUncaught(stderr);
}

function diagnosis(): typeof import('../diagnosis/diagnose.ts') {
  return require('../diagnosis/diagnose.ts');
}

function exceptions(): typeof import('../diagnosis/first-exception.ts') {
  return require('../diagnosis/first-exception.ts');
}
