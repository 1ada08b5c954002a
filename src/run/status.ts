/** The kind of an answer against the kind that a step expects. */
import { toFinding } from '../checks/check.ts';
import { ruleInfo } from '../checks/registry.ts';
import { type Exchange, type ExpectedStatus, hasAnswer, isToolError, type RawFinding } from '../model.ts';
import { cleanStart } from '../redact/clean-start.ts';
import type { SuiteContext } from './context.ts';
import { hasExpectedStatus, rpcMessage } from './methods.ts';
import { formatPlace } from './place.ts';
import type { Request } from './step.ts';

const INSTEAD = 300;

type Redacting = Pick<SuiteContext, 'redactor'>;

/** Whether it succeeded or failed as the step expects. */
export function judgeStatus(context: Redacting, { step }: Request, exchange: Exchange, text: string): RawFinding[] {
  const { status, code, at } = step.expect;
  if (!hasAnswer(exchange)) return [];
  const note = (message: string) => {
    const evidence = `received: ${describeAnswer(exchange, text)}`;
    const instead = insteadOf(context, exchange, text);
    return [toFinding(ruleInfo('unexpected-status'), { message, evidence, instead, where: formatPlace(at) })];
  };
  if (!hasExpectedStatus(status, exchange)) return note(`expected ${EXPECTED[status]}, got ${kindOf(exchange)}`);
  const got = exchange.outcome.kind === 'rpc-error' ? exchange.outcome.error.code : undefined;
  if (code === undefined || got === code) return [];
  return note(`expected the JSON-RPC error code ${code}, got ${got ?? 'none'}`);
}

/** For people who do not know the protocol. */
function insteadOf({ redactor }: Redacting, exchange: Exchange, text: string): string {
  const { outcome } = exchange;
  const words = cleanStart(redactor, outcome.kind === 'rpc-error' ? rpcMessage(outcome.error) : text, INSTEAD);
  if (outcome.kind === 'rpc-error') return `It was refused with an error: ${words}`;
  return `${isToolError(exchange) ? 'The tool reported an error' : 'It answered without an error'}: ${words}`;
}

const EXPECTED: Record<ExpectedStatus, string> = {
  ok: 'a result without isError',
  error: 'an error (isError or a JSON-RPC error)',
  'tool-error': 'a result with isError',
  'rpc-error': 'a JSON-RPC error',
  any: 'an answer',
};

function kindOf(exchange: Exchange): string {
  if (exchange.outcome.kind === 'rpc-error') return `the JSON-RPC error ${String(exchange.outcome.error.code)}`;
  return isToolError(exchange) ? 'a result with isError' : 'a result without isError';
}

function describeAnswer({ outcome }: Exchange, text: string): string {
  if (outcome.kind === 'rpc-error') return `${String(outcome.error.code)} ${rpcMessage(outcome.error)}`;
  return text === ''
    ? (JSON.stringify(outcome.kind === 'result' ? outcome.result : undefined) ?? 'nothing')
    : JSON.stringify(text);
}
