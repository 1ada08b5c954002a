/** `resultType`: what kind of answer a result is (MCP 2026-07-28, Responses). Absent, it counts as complete. */
import { isObject } from '../../json/kind.ts';
import type { Irregularity, Outcome } from '../../model.ts';
import { resultOf } from './dialect.ts';

const SHOWN = 5;
const EVIDENCE = 500;

/** What a host cannot go on with: a question that nothing here answers, or a kind that nobody knows. */
export function judgeResultType(method: string, outcome: Outcome): Irregularity[] {
  const result = resultOf(outcome);
  const type = result?.['resultType'];
  if (!result || type === undefined || type === 'complete') return [];
  const evidence = (JSON.stringify(result) ?? '').slice(0, EVIDENCE);
  if (type === 'input_required') return [inputRequired(result, evidence)];
  const message = `the result of ${method} has the resultType ${JSON.stringify(type)?.slice(0, 60)}, which no client knows`;
  return [{ rule: 'result-type-unknown', message, evidence }];
}

/** What is asked, by method and words. */
function inputRequired(result: Readonly<Record<string, unknown>>, evidence: string): Irregularity {
  const asked = isObject(result['inputRequests']) ? Object.values(result['inputRequests']).slice(0, SHOWN) : [];
  const words = asked.map(wordsOf).join('; ');
  const message = `the server asks before it answers, and nothing here answers it${words === '' ? '' : `: ${words}`}`;
  return { rule: 'input-required', message, evidence };
}

function wordsOf(request: unknown): string {
  const { method, params } = isObject(request) ? request : {};
  const message =
    isObject(params) && typeof params['message'] === 'string' ? params['message'].slice(0, 200) : undefined;
  return `${String(method).slice(0, 60)}${message === undefined ? '' : ` ${JSON.stringify(message)}`}`;
}
