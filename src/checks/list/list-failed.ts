import type { Exchange, RpcError } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { pageName, TEMPLATES } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';
import { NO_METHOD } from './cap-without-handler.ts';
import { declaresTools } from './tools-cap-missing.ts';

export const listFailed = defineCheck<ListSubject>({
  id: 'list-failed',
  level: 'error',
  otherLevels: ['warning'],
  title: 'The server declares a capability and answers its list with an error.',
  plain: 'The server could not list what it offers.',
  hint: 'Register a handler for the list, or take the capability away; see the error for what failed.',
  spec: SPEC.listTools,
  inspect: (subject, add) => {
    for (const { lists, error } of failuresOf(subject)) {
      const [first] = lists as [string];
      const message = `${lists.join(' and ')} ${lists.length > 1 ? 'were' : 'was'} answered with error ${quoted(error.code, 40)}: ${quoted(error.message, 200)}.`;
      // They have no capability of their own, so that an error may be how the server says that it has none.
      const level = first === TEMPLATES ? { level: 'warning' as const } : {};
      add({ message, ...level, hint: hintFor(error, first), evidence: quoted(error) });
    }
  },
});

interface Failure {
  readonly error: RpcError;
  readonly lists: string[];
}

/** What fails of one cause is told together. */
function failuresOf({ capabilities, pages, others = [], templates }: ListSubject): Iterable<Failure> {
  const declared = declaresTools(capabilities) ? pages : pages.slice(1);
  const skipped = pages.length - declared.length;
  const asked = [
    ...declared.map(({ exchange }, index) => ({ what: pageName(index + skipped), exchange })),
    // One that is not known is told as that (cap-without-handler).
    ...others.map(({ method: what, exchange }) => ({ what, exchange })).filter(isKnown),
    ...(templates ? [{ what: TEMPLATES, exchange: templates }] : []).filter(isKnown),
  ];
  const failures = new Map<string, Failure>();
  for (const { what, exchange } of asked) {
    if (exchange.outcome.kind !== 'rpc-error') continue;
    const { error } = exchange.outcome;
    if (what === TEMPLATES && saysUnknown(error)) continue;
    const key = quoted([error.code, error.message]);
    const known = failures.get(key);
    if (known) known.lists.push(what);
    else failures.set(key, { error, lists: [what] });
  }
  return failures.values();
}

function isKnown({ exchange: { outcome } }: { readonly exchange: Exchange }): boolean {
  return outcome.kind !== 'rpc-error' || outcome.error.code !== NO_METHOD;
}

/** As a server without templates may say it: only a failure inside is none of that. */
function saysUnknown({ code, message }: RpcError): boolean {
  return code !== INSIDE || (typeof message === 'string' && UNKNOWN.test(message.slice(0, 2000)));
}

const INSIDE = -32603;
const UNKNOWN =
  /not (?:found|implemented|supported|available|allowed)|unsupported|unknown|unrecogni[sz]ed|no such|no handler/i;

const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /unauthori[sz]ed|forbidden|api.?key|\btoken\b|credential|\b40[13]\b/i,
    'The list needs credentials: give them to the server (env, headers), or list without them.',
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

/** What to do depends on what the error says. */
function hintFor({ code, message }: RpcError, list: string): string {
  const text = typeof message === 'string' ? message.slice(0, 2000) : '';
  const known = HINTS.find(([pattern]) => pattern.test(text));
  if (known) return known[1];
  const method = list.replace(/^page \d+ of /, '');
  return code === NO_METHOD || UNKNOWN.test(text)
    ? `Register a handler for ${method}, or take ${method.split('/')[0]} out of the capabilities of initialize.`
    : `The handler of ${method} failed: see its error, and the stderr of the server, for what it did.`;
}
