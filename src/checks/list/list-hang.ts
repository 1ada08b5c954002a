import type { Exchange, Liveness } from '../../model.ts';
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
  plain: 'The server did not list its tools in time.',
  hint: 'Build the list without waiting for anything outside (databases, other servers, the client).',
  spec: SPEC.listTools,
  inspect: (subject, add) => {
    const hanging = listExchanges(subject).filter(({ exchange }) => livenessOf(exchange) !== undefined);
    const [first, ...rest] = hanging;
    if (!first) return;
    const { durationMs, stderr } = first.exchange;
    const alive = livenessWords(livenessOf(first.exchange)!, durationMs);
    const others = rest.length === 0 ? '' : `, nor to ${rest.map(({ what }) => what).join(' and ')}`;
    add({
      message: `No answer to ${first.what} within ${seconds(durationMs)}${others}. ${alive}`,
      ...withEvidence(stderrTail(stderr)),
    });
  },
});

/** Of a list that was not answered in time. */
function livenessOf({ outcome }: Exchange): Liveness | undefined {
  return outcome.kind === 'no-answer' && outcome.why.reason === 'timeout' ? outcome.why.liveness : undefined;
}
