import type { RpcError } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { pageName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';
import { declaresTools } from './tools-cap-missing.ts';

export const listFailed = defineCheck<ListSubject>({
  id: 'list-failed',
  level: 'error',
  title: 'The server declares tools and answers tools/list with an error.',
  plain: 'The server could not list its tools.',
  hint: 'Register a handler for tools/list, or take tools out of the capabilities; see the error for what failed.',
  spec: SPEC.listTools,
  inspect: ({ capabilities, pages }, add) => {
    for (const [index, { exchange }] of pages.entries()) {
      if (exchange.outcome.kind !== 'rpc-error' || (index === 0 && !declaresTools(capabilities))) continue;
      const { error } = exchange.outcome;
      const message = `${pageName(index)} was answered with error ${quoted(error.code, 40)}: ${quoted(error.message, 200)}.`;
      add({ message, ...hintFor(error), evidence: quoted(error) });
    }
  },
});

const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /unauthori[sz]ed|forbidden|api.?key|\btoken\b|credential|\b40[13]\b/i,
    'The list needs credentials: give them to the server (env, headers), or list the tools without them.',
  ],
  [
    /ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|connect|database|timed? ?out|unreachable/i,
    'Build the list without asking anything outside (databases, other servers), and start what the server needs for its calls.',
  ],
  [
    /_zod|_def\b|zod|schema|json ?schema|serializ|pydantic/i,
    'The schema of some tool cannot be made into JSON Schema: register the tools one by one to find it, and use the schema library in the version that the SDK wants.',
  ],
  [
    /not initiali[sz]ed|initialization/i,
    'Take requests once notifications/initialized has come; do not wait for anything else.',
  ],
];
const NO_HANDLER = 'Register a handler for tools/list, or take tools out of the capabilities of initialize.';
const THROWN = 'The handler of tools/list failed: see its error, and the stderr of the server, for what it did.';

/** What to do depends on what the error says. */
function hintFor({ code, message }: RpcError): { hint: string } {
  const text = typeof message === 'string' ? message.slice(0, 2000) : '';
  const known = HINTS.find(([pattern]) => pattern.test(text));
  if (known) return { hint: known[1] };
  return { hint: code === -32601 ? NO_HANDLER : THROWN };
}
