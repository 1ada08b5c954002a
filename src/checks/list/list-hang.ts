import { defineCheck } from '../check.ts';
import { seconds } from '../duration.ts';
import { stderrTail, withEvidence } from '../evidence.ts';
import { listExchanges } from '../exchange-rule.ts';
import { livenessWords } from '../liveness-words.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';

export const listHang = defineCheck<ListSubject>({
  id: 'list-hang',
  level: 'error',
  title: 'The server does not answer tools/list, or the list of another capability that it declares.',
  hint: 'Build the list without waiting for anything outside (databases, other servers, the client).',
  spec: SPEC.listTools,
  inspect: (subject, add) => {
    for (const { what, exchange } of listExchanges(subject)) {
      const { outcome, durationMs, stderr } = exchange;
      if (outcome.kind !== 'no-answer' || outcome.why.reason !== 'timeout') continue;
      const alive = livenessWords(outcome.why.liveness, durationMs);
      add({
        message: `No answer to ${what} within ${seconds(durationMs)}. ${alive}`,
        ...withEvidence(stderrTail(stderr)),
      });
    }
  },
});
