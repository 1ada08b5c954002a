/** Rules about the answers of 2026-07-28 that are an id, a level and a sentence; the session finds what breaks them. */
import type { FrameRule } from '../frames/frame-rule.ts';
import { SPEC } from '../spec.ts';

export const statelessAnswerRules: readonly FrameRule[] = [
  {
    id: 'result-type-missing',
    isServerWide: true,
    level: 'error',
    title: 'A result of 2026-07-28 does not say of what kind it is (resultType).',
    hint: 'Put "resultType": "complete" into every result: tools, lists, server/discover. Upgrade the SDK where it makes the results.',
    spec: SPEC.newResult,
  },
  {
    id: 'cache-hints',
    level: 'error',
    title: 'A result of 2026-07-28 that may be cached does not say for how long and for whom.',
    hint: 'Give server/discover, the lists and resources/read "ttlMs" (0 where it must not be kept) and "cacheScope" ("public" or "private").',
    spec: SPEC.caching,
  },
  {
    id: 'reserved-code',
    level: 'error',
    title: 'An error has a code that 2026-07-28 keeps for itself.',
    hint: 'Use -32602 for what is not found or wrong, -32603 for a failure inside; codes of your own stand outside of -32768 to -32000.',
    spec: SPEC.newCodes,
  },
];
