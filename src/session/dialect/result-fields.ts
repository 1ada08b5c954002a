/** What every answer of 2026-07-28 must hold, and what no error may (MCP 2026-07-28, Base Protocol, Messages; Caching). */
import type { Irregularity, Outcome } from '../../model.ts';
import { LONGEST_QUOTE } from '../../text/quote.ts';
import { resultOf } from './dialect.ts';

const CACHEABLE: readonly string[] = [
  'server/discover',
  'tools/list',
  'prompts/list',
  'resources/list',
  'resources/templates/list',
  'resources/read',
];
const SCOPES: readonly unknown[] = ['public', 'private'];
/** Of -32020 to -32099, which the specification keeps for itself. */
const DEFINED: readonly number[] = [-32020, -32021, -32022];
const OF_EARLIER_REVISIONS: readonly number[] = [-32002, -32042];
const EVIDENCE = 300;

/** Kind of result, caching hints, error code. */
export function judgeFields(method: string, outcome: Outcome): Irregularity[] {
  if (outcome.kind === 'rpc-error') return codeFault(method, outcome.error.code);
  const result = resultOf(outcome);
  if (!result || Array.isArray(result)) return [];
  const { resultType } = result;
  const evidence = (JSON.stringify(result) ?? '').slice(0, EVIDENCE);
  const untyped = { rule: 'result-type-missing', message: `the result of ${method} has no resultType`, evidence };
  const isFinal = resultType === undefined || resultType === 'complete';
  return [
    ...(resultType === undefined ? [untyped] : []),
    ...(isFinal && CACHEABLE.includes(method) ? cacheFaults(method, result) : []),
  ];
}

function codeFault(method: string, code: unknown): Irregularity[] {
  if (typeof code !== 'number') return [];
  const isReserved = code <= -32020 && code >= -32099 && !DEFINED.includes(code);
  if (!isReserved && !OF_EARLIER_REVISIONS.includes(code)) return [];
  const message = `the request ${method.slice(0, 100)} was answered with the error code ${code}`;
  return [{ rule: 'reserved-code', message, evidence: `"code": ${code}` }];
}

function cacheFaults(method: string, { ttlMs, cacheScope }: Readonly<Record<string, unknown>>): Irregularity[] {
  const isTtl = typeof ttlMs === 'number' && Number.isInteger(ttlMs) && ttlMs >= 0;
  const faults = [
    ...(isTtl ? [] : [`ttlMs is ${shown(ttlMs)}, not an integer of 0 or more`]),
    ...(SCOPES.includes(cacheScope) ? [] : [`cacheScope is ${shown(cacheScope)}, not "public" or "private"`]),
  ];
  if (faults.length === 0) return [];
  return [{ rule: 'cache-hints', message: `in the result of ${method}, ${faults.join('; ')}` }];
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : (JSON.stringify(value) ?? typeof value).slice(0, LONGEST_QUOTE);
}
