import { type Exchange, isTimeout, type NoAnswer } from '../../model.ts';
import { stderrTail, withEvidence } from '../evidence.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import { exitWords } from '../exit-words.ts';
import { SPEC } from '../spec.ts';

export const zombieSession: ExchangeRule = {
  id: 'zombie-session',
  level: 'error',
  isSymptom: true,
  explains: [
    'crash-on-call',
    'exits-after-one',
    'hang-tool',
    'http-status',
    'loop-blocked',
    'sse-ended-no-response',
    'sse-truncated',
  ],
  endsSession: true,
  spoilsNext: true,
  title: 'A tool ends the protocol loop instead of answering; the process lives on for a while.',
  plain: 'The server stopped answering at this call.',
  hint: 'Something ended the protocol loop: do not call sys.exit() in a tool, raise an error; do not close stdout.',
  spec: SPEC.stdio,
  judge: (exchange, { what }, add) => {
    const how = howItEnded(exchange);
    if (how) add({ message: `${how} during ${what}.`, ...withEvidence(stderrTail(exchange.stderr)) });
  },
};

/**
 * Python's SystemExit and KeyboardInterrupt pass every handler: the loop is gone, and the process ends when it next reads
 * a byte, or at once.
 */
function isExitRaised({ stderr }: Exchange): boolean {
  return stderr !== '' && /^[ \t|]*(?:SystemExit|KeyboardInterrupt)\b/m.test(stderr);
}

function howItEnded(exchange: Exchange): string | undefined {
  const { outcome, liveness } = exchange;
  if (outcome.kind === 'closed' && outcome.closure.reason === 'stdout-closed')
    return 'The server closed its stdout, though its process did not end,';
  if (!isExitRaised(exchange)) return undefined;
  if (outcome.kind === 'closed' && outcome.closure.reason === 'exit')
    return `The server stopped serving and then ended (${exitWords(outcome.closure)}), since an exit was raised`;
  // On its way out, and slow: it waits for its other threads, or the machine is busy.
  if (isTimeout(exchange) && liveness.silentSinceMs !== undefined)
    return 'The server stopped serving, since an exit was raised';
  return outcome.kind === 'no-answer' ? overHttp(outcome.why) : undefined;
}

function overHttp(why: NoAnswer): string | undefined {
  // A web server still answers for the handler that raised it.
  if (why.reason === 'http-status' && why.http.status >= 500)
    return 'The server answered with an HTTP error and stops serving, since an exit was raised';
  // The answer breaks off while the server shuts down.
  return why.reason === 'stream-ended' ? 'The server broke its answer off, since an exit was raised' : undefined;
}
