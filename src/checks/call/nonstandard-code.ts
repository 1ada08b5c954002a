import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';

const DEFINED = [-32700, -32600, -32601, -32602, -32603];

export const nonstandardCode = defineCheck<CallSubject>({
  id: 'nonstandard-code',
  level: 'info',
  title: 'An error has a code that means nothing.',
  hint: 'Use -32602 for a wrong name or argument, -32603 for a failure inside, -32000 to -32099 for errors of your own.',
  spec: SPEC.jsonRpcError,
  inspect: (subject, add) => {
    const { outcome } = subject.exchange;
    if (outcome.kind !== 'rpc-error' || !isOdd(outcome.error.code)) return;
    const message = `${callName(subject).replace(/^t/, 'T')} was answered with the error code ${String(outcome.error.code)}.`;
    add({ message, evidence: quoted(outcome.error) });
  },
});

/** Zero, or one of those that JSON-RPC keeps for itself and has not defined. */
function isOdd(code: unknown): boolean {
  if (typeof code !== 'number' || !Number.isInteger(code)) return false;
  return code === 0 || (code >= -32768 && code < -32099 && !DEFINED.includes(code));
}
