/** `resultType`: what kind of answer a result is (MCP 2026-07-28, Responses). Absent, it counts as complete. */
import type { Irregularity, Outcome } from '../../model.ts';
import { LONGEST_QUOTE } from '../../text/quote.ts';
import { resultOf } from './dialect.ts';

const EVIDENCE = 500;
const KNOWN: readonly unknown[] = [undefined, 'complete', 'input_required'];

/** A kind that nobody knows. */
export function judgeResultType(method: string, outcome: Outcome): Irregularity[] {
  const result = resultOf(outcome);
  const type = result?.['resultType'];
  if (!result || KNOWN.includes(type)) return [];
  const evidence = (JSON.stringify(result) ?? '').slice(0, EVIDENCE);
  const message = `the result of ${method} has the resultType ${JSON.stringify(type)?.slice(0, LONGEST_QUOTE)}, which no client knows`;
  return [{ rule: 'result-type-unknown', message, evidence }];
}
