import { quoted, stderrTail } from '../evidence.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';

/** What mcp 2.x writes on the wire when a CancelledError leaves the tool; clients make the same words up themselves. */
const WORDS = /^connection closed$/i;

export const cancelledEscapes: ExchangeRule = {
  id: 'cancelled-escapes',
  level: 'error',
  endsSession: true,
  explains: ['unexpected-status'],
  title: 'The server itself answers "Connection closed", and ends its session.',
  hint: 'A CancelledError leaves the tool and takes the session along: catch it (asyncio.CancelledError, a cancel scope or a time-out) inside the tool, and raise an error of your own.',
  spec: SPEC.toolErrors,
  judge: ({ outcome, stderr }, { what }, add) => {
    if (outcome.kind !== 'rpc-error') return;
    const { code, message } = outcome.error;
    if (code !== -32000 || typeof message !== 'string' || !WORDS.test(message)) return;
    const evidence = stderrTail(stderr) ?? quoted(outcome.error);
    add({ message: `The server answered ${what} with "Connection closed".`, evidence });
  },
};
