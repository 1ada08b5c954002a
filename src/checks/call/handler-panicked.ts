import { stderrTail, withEvidence } from '../evidence.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';

const NESTED = /(?:start a runtime|block the current thread) from within a runtime/;
const NESTED_HINT =
  'Await the future instead of block_on() or a blocking client in async code; or do it in tokio::task::spawn_blocking().';

export const handlerPanicked: ExchangeRule = {
  id: 'handler-panicked',
  level: 'error',
  isSymptom: true,
  title: 'A Rust handler panics: its answer is lost, and the server lives on.',
  hint: 'Return an error instead of unwrap(), expect() or an index that may be out of range; or catch the panic around the handler and answer with isError.',
  spec: SPEC.toolErrors,
  judge: ({ outcome, stderr }, { what }, add) => {
    if (outcome.kind !== 'no-answer' || outcome.why.reason !== 'panicked') return;
    const hint = NESTED.test(stderr) ? { hint: NESTED_HINT } : {};
    const message = `The handler panicked during ${what}, and its answer is lost; the server went on answering our pings.`;
    add({ message, ...hint, ...withEvidence(stderrTail(stderr.split('\nstack backtrace:')[0]!)) });
  },
};
