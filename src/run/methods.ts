/** The kinds of scripted steps: which request they are, and what text their result holds. A new kind is one row. */
import { jsonOf } from '../json/read.ts';
import {
  type Exchange,
  type ExpectedStatus,
  isToolError,
  type JsonObject,
  type RpcError,
  type ScriptedKind,
} from '../model.ts';

interface Method {
  /** That of the step's target where it has none of its own. */
  readonly method?: string;
  readonly params: (target: string, args: JsonObject) => object | undefined;
  /** The text parts of a result, however badly shaped. */
  readonly texts: (result: Fields) => unknown[];
}

type Fields = Readonly<Record<string, unknown>>;

const METHODS: Record<ScriptedKind, Method> = {
  call: {
    method: 'tools/call',
    params: (name, args) => ({ name, arguments: args }),
    texts: (result) => list(result['content']).map(blockText),
  },
  resource: {
    method: 'resources/read',
    params: (uri) => ({ uri }),
    texts: (result) => list(result['contents']).map((part) => part['text']),
  },
  prompt: {
    method: 'prompts/get',
    params: (name, args) => ({ name, arguments: args }),
    texts: (result) => list(result['messages']).map((message) => blockText(fields(message['content']))),
  },
  // Whatever is asked, all of the answer is looked at.
  request: {
    params: (_, args) => (Object.keys(args).length > 0 ? args : undefined),
    texts: (result) => [JSON.stringify(result)],
  },
};

export function requestFor(
  kind: ScriptedKind,
  target: string,
  args: JsonObject,
): { method: string; params: object | undefined } {
  const { method = target, params } = METHODS[kind];
  return { method, params: params(target, args) };
}

/** The text of an answer, parts joined by line ends; of a JSON-RPC error its message. Empty where no answer came. */
export function textOf(kind: ScriptedKind, { outcome }: Exchange): string {
  if (outcome.kind === 'rpc-error') return rpcMessage(outcome.error);
  if (outcome.kind !== 'result') return '';
  const texts = METHODS[kind].texts(fields(outcome.result));
  return texts.filter((text) => typeof text === 'string').join('\n');
}

/**
 * structuredContent where there is any, else the text parsed as JSON, else undefined; of a request all of its result. Null is
 * a value in the stateless revisions alone.
 */
export function structuredOf(kind: ScriptedKind, exchange: Exchange, text: string, isStateless: boolean): unknown {
  const { outcome } = exchange;
  if (kind === 'request') return rawResult(exchange);
  const structured = outcome.kind === 'result' ? fields(outcome.result)['structuredContent'] : undefined;
  return structured === undefined || (structured === null && !isStateless) ? jsonOf(text) : structured;
}

/** The result as it came; undefined where there is none. */
export function rawResult({ outcome }: Exchange): unknown {
  return outcome.kind === 'result' ? outcome.result : undefined;
}

export function rpcMessage({ message }: RpcError): string {
  return typeof message === 'string' ? message : (JSON.stringify(message) ?? '');
}

/** Over HTTP the request itself was refused, whatever came with that. */
export function isRefused({ http }: Pick<Exchange, 'http'>): boolean {
  return (http?.status ?? 200) >= 400;
}

/** Whether the answer is of the kind that the step expects; no answer at all is judged by the wire's checks. */
export function hasExpectedStatus(expected: ExpectedStatus, exchange: Exchange): boolean {
  const isRpcError = exchange.outcome.kind === 'rpc-error';
  const isError = isToolError(exchange);
  if (expected === 'any') return true;
  if (expected === 'ok') return exchange.outcome.kind === 'result' && !isError;
  if (expected === 'tool-error') return isError;
  return expected === 'rpc-error' ? isRpcError : isRpcError || isError;
}

/** We gave it up: nothing that is found in it is the server's. */
export function isGivenUp({ outcome }: Exchange): boolean {
  return outcome.kind === 'no-answer' && outcome.why.reason === 'interrupted';
}

function blockText(block: Fields): unknown {
  return block['text'] ?? fields(block['resource'])['text'];
}

function list(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fields) : [];
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
