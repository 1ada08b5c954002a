/** What is told of a check in words that a client reads. */
import type { StepResult } from '../../model.ts';
import { duration } from '../../text/duration.ts';
import { ofLevels } from '../finding-text.ts';
import { stepLabel } from '../label.ts';

const HOUSEKEEPING: Readonly<Record<string, string>> = {
  install: 'It can be installed',
  connect: 'The server starts and answers',
  list: 'It lists its tools',
  schema: 'It describes its tools soundly',
  close: 'It ends when it is asked to',
};

/** `The server starts and answers`; the name of what the script asks for. */
export function checkName(step: StepResult): string {
  return HOUSEKEEPING[step.kind] ?? stepLabel(step);
}

/** `the text contains "created"; the answer comes within 2.0 s`; undefined where nothing is known. */
export function expectedWords({ expects = [] }: StepResult): string | undefined {
  return expects.length === 0 ? undefined : expects.join('; ');
}

/** What came instead, in one sentence, of a check that failed. */
export function insteadWords(step: StepResult): string | undefined {
  if (step.status !== 'failed' && step.status !== 'broken') return undefined;
  const [first] = ofLevels(step, ['error']);
  return first?.instead ?? silence(step) ?? first?.message ?? step.reason;
}

/** No answer says more than any rule. */
function silence({ calls = [] }: StepResult): string | undefined {
  const silent = calls.find(({ outcome }) => outcome === 'no-answer' || outcome === 'closed');
  if (!silent) return undefined;
  if (silent.outcome === 'closed') return 'The server went away before it answered.';
  return `No answer came within ${duration(silent.timeoutMs)}.`;
}
