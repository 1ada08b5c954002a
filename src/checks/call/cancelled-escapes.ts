import type { Exchange } from '../../model.ts';
import { quoted, stderrTail, withEvidence } from '../evidence.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';

/** What mcp 2.x writes on the wire when a CancelledError leaves the tool; clients make the same words up themselves. */
const WORDS = /^connection closed$/i;
/** What mcp 1.x does: it ends its session without a word, and falls over the next message that it reads. */
const READER =
  /mcp[/\\]server[/\\]stdio\.py", line \d{1,6}, in stdin_reader\n.{0,400}\n(?:[^\n]{0,400}\n){0,6}[ |]*anyio\.BrokenResourceError\s/;
const LEAVES = /\+-{3,20} \d{1,4} -{3,20}/g;

export const cancelledEscapes: ExchangeRule = {
  id: 'cancelled-escapes',
  level: 'error',
  endsSession: true,
  explains: ['unexpected-status', 'crash-on-call'],
  title: 'The server itself answers "Connection closed", and ends its session.',
  hint: 'A CancelledError leaves the tool and takes the session along: catch it (asyncio.CancelledError, a cancel scope or a time-out) inside the tool, and raise an error of your own.',
  spec: SPEC.toolErrors,
  judge: (exchange, { what }, add) => {
    const { outcome, stderr } = exchange;
    if (isAbandoned(exchange)) {
      const message = `During ${what} the session ended without an answer or an exception of its own, as it does when a CancelledError leaves a tool.`;
      return add({ message, ...withEvidence(stderrTail(stderr)) });
    }
    if (outcome.kind !== 'rpc-error') return;
    const { code, message } = outcome.error;
    if (code !== -32000 || typeof message !== 'string' || !WORDS.test(message)) return;
    const evidence = stderrTail(stderr) ?? quoted(outcome.error);
    add({ message: `The server answered ${what} with "Connection closed".`, evidence });
  },
};

/** The reader's fall is the only exception: whatever else had ended the session would stand beside it. */
function isAbandoned({ outcome, stderr }: Exchange): boolean {
  if (outcome.kind !== 'closed' || outcome.closure.reason !== 'exit' || outcome.closure.exitCode !== 1) return false;
  return READER.test(stderr) && stderr.match(LEAVES)?.length === 1;
}
