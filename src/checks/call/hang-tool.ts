import { defineCheck } from '../check.ts';
import { seconds } from '../duration.ts';
import { stderrTail, withEvidence } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { isBlocked, livenessWords } from '../liveness-words.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';

export const hangTool = defineCheck<CallSubject>({
  id: 'hang-tool',
  level: 'error',
  isSymptom: true,
  isHang: 'answering',
  title: 'A call is not answered in time, though the server is alive.',
  plain: 'No answer came in time, though the server itself was still there.',
  hint: 'Give everything the handler waits for (network, locks, child processes) a deadline of its own; or raise the timeout.',
  spec: SPEC.timeouts,
  inspect: (subject, add) => {
    const { outcome, durationMs, stderr } = subject.exchange;
    if (outcome.kind !== 'no-answer' || outcome.why.reason !== 'timeout') return;
    if (isBlocked(outcome.why.liveness)) return;
    const alive = livenessWords(outcome.why.liveness, durationMs);
    const message = `No answer to ${callName(subject)} within ${seconds(subject.timeoutMs)}. ${alive}`;
    add({ message, ...withEvidence(stderrTail(stderr)) });
  },
});
