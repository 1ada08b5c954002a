import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { pageName } from '../exchange-rule.ts';
import { httpFault } from '../http/fault.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';
import { declaresTools } from './tools-cap-missing.ts';

export const listFailed = defineCheck<ListSubject>({
  id: 'list-failed',
  level: 'error',
  title: 'The server declares tools and answers tools/list with an error.',
  hint: 'Register a handler for tools/list, or take tools out of the capabilities; see the error for what failed.',
  spec: SPEC.listTools,
  inspect: ({ capabilities, pages }, add) => {
    for (const [index, { exchange }] of pages.entries()) {
      if (exchange.outcome.kind !== 'rpc-error' || (index === 0 && !declaresTools(capabilities))) continue;
      if (httpFault(exchange) !== undefined) continue;
      const { error } = exchange.outcome;
      const message = `${pageName(index)} was answered with error ${quoted(error.code, 40)}: ${quoted(error.message, 200)}.`;
      add({ message, evidence: quoted(error) });
    }
  },
});
