import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';

export const NO_METHOD = -32601;

export const capWithoutHandler = defineCheck<ListSubject>({
  id: 'cap-without-handler',
  level: 'error',
  title: 'The server declares a capability and does not know its list.',
  hint: 'Register a handler for the list (an empty list is fine), or take the capability out of what initialize answers.',
  spec: SPEC.initialization,
  inspect: ({ others = [] }, add) => {
    for (const { method, exchange } of others) {
      const { outcome } = exchange;
      if (outcome.kind !== 'rpc-error' || outcome.error.code !== NO_METHOD) continue;
      const capability = method.split('/')[0];
      const message = `The server declares ${capability}, but answers ${method} with -32601 (method not found).`;
      add({ message, evidence: quoted(outcome.error) });
    }
  },
});
