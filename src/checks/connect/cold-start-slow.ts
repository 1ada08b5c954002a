import { defineCheck } from '../check.ts';
import { seconds } from '../duration.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';

const SLOW_MS = 10_000;
const DOWNLOAD = /\b(?:Downloading|Downloaded|Installed \d+ packages?|npm (?:warn|notice))\b/i;

export const coldStartSlow = defineCheck<ConnectSubject>({
  id: 'cold-start-slow',
  level: 'warning',
  title: 'The server answers initialize so late that some hosts have given up.',
  hint: 'Install the server beforehand instead of downloading it at each start, and import heavy modules when needed.',
  spec: SPEC.timeouts,
  inspect: ({ opening, stderr }, add) => {
    if (opening?.outcome.kind !== 'result') return;
    // It may have read an earlier question only when it was up.
    const startMs = opening.sentAtMs + opening.durationMs;
    if (startMs <= SLOW_MS) return;
    const download = DOWNLOAD.test(stderr) ? ' Its stderr shows a download.' : '';
    add({
      message: `${opening.method} was answered after ${seconds(startMs)}; some hosts wait 10 s.${download}`,
    });
  },
});
