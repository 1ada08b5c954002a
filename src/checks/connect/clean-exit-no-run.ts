import { defineCheck } from '../check.ts';
import { stderrTail, withEvidence } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';
import { startOf } from './start.ts';

export const cleanExitNoRun = defineCheck<ConnectSubject>({
  id: 'clean-exit-no-run',
  level: 'error',
  isToldAlong: true,
  title: 'The program ends without having served anything.',
  hint:
    'Nothing starts the server: call it at the end of the file (Python: if __name__ == "__main__": mcp.run(); ' +
    'TypeScript: await server.connect(new StdioServerTransport())), and make sure that it waits.',
  spec: SPEC.stdio,
  inspect: (subject, add) => {
    if (startOf(subject) !== 'clean-exit') return;
    const message = 'The program exited with code 0 and wrote nothing to stdout, although its stdin was open.';
    add({ message, ...withEvidence(stderrTail(subject.stderr)) });
  },
});
