/**
 * The one place where a cause is read from what a server said. What tells of it is cut out of the text, and half a secret is known
 * to nobody, so that the text is clean before: as `inspect` is for checks, and `evaluate` for what a step expects.
 */
import { diagnose, type Evidence } from '../diagnosis/diagnose.ts';
import { type FirstException, firstException } from '../diagnosis/first-exception.ts';
import type { RawFinding } from '../model.ts';
import type { Cleaning } from './judging.ts';

/** As `diagnose`, of texts as they came. */
export function causesIn({ redact }: Cleaning, evidence: Evidence): RawFinding[] {
  const { stderr, resultText, rpcMessage } = evidence;
  return diagnose({
    ...evidence,
    stderr: redact(stderr),
    ...(resultText === undefined ? {} : { resultText: redact(resultText) }),
    ...(rpcMessage === undefined ? {} : { rpcMessage: redact(rpcMessage) }),
  });
}

/** As `firstException`, of stderr as it came. */
export function thrownIn({ redact }: Cleaning, stderr: string): FirstException | undefined {
  return firstException(redact(stderr));
}
