import { stderrTail, withEvidence } from '../evidence.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import { exitCause, exitWords } from '../exit-words.ts';
import { SPEC } from '../spec.ts';

const NO_TOOL =
  'Read what it wrote to stderr: an exception that nobody caught, or an exit() in what handles the request. Answer with a JSON-RPC error instead.';

export const crashOnCall: ExchangeRule = {
  id: 'crash-on-call',
  level: 'error',
  isSymptom: true,
  title: 'The server process ends while it owes an answer.',
  plain: 'The server went away before it answered.',
  hint: 'Read what it wrote to stderr: an exception that nobody caught, or an exit() inside the tool. Answer with isError instead.',
  spec: SPEC.toolErrors,
  judge: ({ outcome, stderr }, { what, isToolCall }, add) => {
    if (outcome.kind !== 'closed' || outcome.closure.reason !== 'exit') return;
    const hint = exitCause(outcome.closure) ?? (isToolCall ? undefined : NO_TOOL);
    const message = `The server process ended during ${what} (${exitWords(outcome.closure)}).`;
    add({ message, ...(hint ? { hint } : {}), ...withEvidence(stderrTail(stderr)) });
  },
};
