import { defineCheck } from '../check.ts';
import { stderrTail, withEvidence } from '../evidence.ts';
import type { ConnectSubject } from '../subjects.ts';
import { closureOf, startOf } from './start.ts';

export const notReady = defineCheck<ConnectSubject>({
  id: 'not-ready',
  level: 'error',
  isHang: true,
  explains: ['exit-before-init'],
  title: 'The app was started and does not get ready.',
  hint: 'Check server.start.ready (its URL, port or pattern, and its timeout) against what the app writes; give it its port by ${port}.',
  inspect: (subject, add) => {
    if (startOf(subject) !== 'not-ready') return;
    const missing = closureOf(subject)?.error ?? 'no sign of it';
    add({ message: `The app runs and is not ready: ${missing}.`, ...withEvidence(stderrTail(subject.stderr)) });
  },
});
