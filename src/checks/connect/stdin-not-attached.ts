import { defineCheck } from '../check.ts';
import { stderrTail, withEvidence } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';
import { dockerFault, startOf } from './start.ts';

export const stdinNotAttached = defineCheck<ConnectSubject>({
  id: 'stdin-not-attached',
  level: 'error',
  title: 'The container does not get our stdin.',
  hint: 'Start it with "docker run -i --rm …", never with -t, and let its entrypoint end in exec "$@".',
  spec: SPEC.stdio,
  inspect: (subject, add) => {
    if (startOf(subject) !== 'no-stdin') return;
    const fault =
      dockerFault(subject) === '-t' ? 'with -t, which needs a terminal' : 'without -i, so it cannot read our requests';
    const message = `The server did not answer ${subject.opening?.method ?? 'initialize'}: its container is run ${fault}.`;
    add({ message, ...withEvidence(stderrTail(subject.stderr)) });
  },
});
