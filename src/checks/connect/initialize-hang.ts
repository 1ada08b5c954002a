import { defineCheck } from '../check.ts';
import { seconds } from '../duration.ts';
import { stderrTail, withEvidence } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';
import { startOf } from './start.ts';

const HTTP_STARTED =
  /Uvicorn running on|Application startup complete|listening on (?:port|https?:)|(?:running|started|available) (?:on|at) https?:/i;

export const initializeHang = defineCheck<ConnectSubject>({
  id: 'initialize-hang',
  level: 'error',
  isHang: true,
  title: 'The server does not answer initialize in time.',
  plain: 'The server did not answer in time after its start.',
  hint: 'Move slow work (connections, downloads, model loading) out of the start-up, or raise connectTimeout.',
  spec: SPEC.initialization,
  inspect: (subject, add) => {
    if (startOf(subject) !== 'hang') return;
    const { transport, connectTimeoutMs, stderr } = subject;
    const alive = transport === 'stdio' ? '; its process is running' : '';
    const message = `No answer to ${subject.opening?.method ?? 'initialize'} within ${seconds(connectTimeoutMs)}${alive}.`;
    const mixedUp = transport === 'stdio' && HTTP_STARTED.test(stderr);
    add({ message, ...(mixedUp ? { hint: HTTP_HINT } : {}), ...withEvidence(stderrTail(stderr)) });
  },
});

const HTTP_HINT =
  'Its stderr looks like an HTTP server that was started as a stdio server: start it with the stdio transport, or test ' +
  'it by its URL.';
