import { hasAnswer } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { seconds } from '../duration.ts';
import { stderrTail, withEvidence } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { isBlocked, questions, silenceMs } from '../liveness-words.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';

const SLOW_PING_MS = 1000;

export const loopBlocked = defineCheck<CallSubject>({
  id: 'loop-blocked',
  level: 'error',
  isHang: 'silent',
  otherLevels: ['warning'],
  title: 'While a call runs, the server answers nothing else.',
  plain: 'No answer came in time, and the server answered nothing else meanwhile.',
  hint:
    'The handler blocks the event loop: await instead of sleeping or waiting, use an async client, or move the work to a ' +
    'thread (Python: anyio.to_thread.run_sync; Node: a worker).',
  spec: SPEC.ping,
  inspect: (subject, add) => {
    const { outcome, durationMs, stderr, liveness } = subject.exchange;
    const name = callName(subject);
    if (outcome.kind === 'no-answer' && outcome.why.reason === 'timeout') {
      const open = outcome.why.liveness;
      if (!isBlocked(open)) return;
      const silence = seconds(silenceMs(open, durationMs));
      const message = `No answer to ${name} within ${seconds(subject.timeoutMs)}, nor to ${questions(open)} for at least ${silence}.`;
      add({ message, ...withEvidence(stderrTail(stderr)) });
    } else if (hasAnswer(subject.exchange) && liveness.asked > 0 && liveness.longestWaitMs > SLOW_PING_MS) {
      const message = `During ${name} ${liveness.question ?? 'a ping'} waited ${seconds(liveness.longestWaitMs)} for its answer.`;
      add({ message, level: 'warning' });
    }
  },
});
