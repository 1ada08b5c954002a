import { type Exchange, isTimeout } from '../../model.ts';
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
  return /^[\s|]*(?:SystemExit|KeyboardInterrupt)\b/m.test(stderr);
}

/** Over HTTP the answer breaks off while the server shuts down. */
function isBrokenOff(exchange: Exchange): boolean {
  const { outcome } = exchange;
  return outcome.kind === 'no-answer' && outcome.why.reason === 'stream-ended' && isExitRaised(exchange);
}

/** A web server still answers for the handler that raised it. */
function isRefused(exchange: Exchange): boolean {
  const { outcome } = exchange;
  const isError =
    outcome.kind === 'no-answer' && outcome.why.reason === 'http-status' && outcome.why.http.status >= 500;
  return isError && isExitRaised(exchange);
}

/** On its way out, and slow: it waits for its other threads, or the machine is busy. */
function isMute(exchange: Exchange): boolean {
  return isTimeout(exchange) && exchange.liveness.silentSinceMs !== undefined && isExitRaised(exchange);
}

function howItEnded(exchange: Exchange): string | undefined {
  const { outcome } = exchange;
  if (isMute(exchange)) return 'The server stopped serving, since an exit was raised';
  if (isRefused(exchange)) return 'The server answered with an HTTP error and stops serving, since an exit was raised';
  if (isBrokenOff(exchange)) return 'The server broke its answer off, since an exit was raised';
  if (outcome.kind !== 'closed') return undefined;
  const { closure } = outcome;
  if (closure.reason === 'stdout-closed') return 'The server closed its stdout, though its process did not end,';
  if (closure.reason !== 'exit' || !isExitRaised(exchange)) return undefined;
  return `The server stopped serving and then ended (${exitWords(closure)}), since an exit was raised`;
}
