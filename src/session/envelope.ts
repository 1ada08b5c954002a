/** What a parsed message is, and what is wrong with its envelope (JSON-RPC 2.0, sections 4 and 5; MCP 2025-11-25, Messages). */
import { isObject } from '../json/kind.ts';
import type { Irregularity, Outcome } from '../model.ts';

export type Envelope =
  | { readonly kind: 'request'; readonly id: unknown; readonly method: string; readonly params: unknown }
  | { readonly kind: 'notification'; readonly method: string; readonly params: unknown }
  | {
      readonly kind: 'response';
      readonly id: unknown;
      readonly outcome: Outcome;
      readonly faults: readonly Irregularity[];
    }
  /** An object that is none of the three. */
  | { readonly kind: 'stray'; readonly faults: readonly Irregularity[] };

type Fields = Readonly<Record<string, unknown>>;

/** What one frame holds: a batch is several. */
export function messagesOf(message: unknown): readonly unknown[] {
  return Array.isArray(message) ? message : [message];
}

export function isNotification(message: unknown): message is { method: string; params?: unknown } {
  return isObject(message) && typeof message['method'] === 'string' && message['id'] === undefined;
}

/** Reads one message as leniently as it can be read, and lists every fault of its envelope. */
export function readEnvelope(message: unknown): Envelope {
  const fields = message as Fields;
  const { id, method, params } = fields;
  if (typeof method === 'string') {
    return id === undefined ? { kind: 'notification', method, params } : { kind: 'request', id, method, params };
  }
  if (id === undefined && !('result' in fields) && !('error' in fields)) {
    return { kind: 'stray', faults: [fault('a message is neither a request, a notification nor a response', message)] };
  }
  return { kind: 'response', id, outcome: outcomeOf(fields), faults: responseFaults(fields) };
}

function outcomeOf(fields: Fields): Outcome {
  const { error } = fields;
  if (error === undefined || (error === null && 'result' in fields))
    return { kind: 'result', result: fields['result'] };
  if (typeof error === 'object' && error !== null) {
    const { code, message, data } = error as Fields;
    return { kind: 'rpc-error', error: { code, message, ...(data === undefined ? {} : { data }) } };
  }
  return { kind: 'rpc-error', error: { code: undefined, message: error } };
}

function responseFaults(fields: Fields): Irregularity[] {
  const { jsonrpc, error } = fields;
  const hasResult = 'result' in fields;
  const hasError = 'error' in fields;
  const faults: string[] = [];
  if (jsonrpc === undefined) faults.push('the response has no "jsonrpc": "2.0"');
  else if (jsonrpc !== '2.0') faults.push(`the response says "jsonrpc": ${JSON.stringify(jsonrpc)} instead of "2.0"`);
  if (hasResult && error === null) faults.push('the response has "error": null beside its result');
  else if (hasResult && hasError) faults.push('the response has both a result and an error');
  else if (!hasResult && !hasError) faults.push('the response has neither a result nor an error');
  if (hasError && error !== null) faults.push(...errorFaults(error));
  return faults.map((text) => fault(text, fields));
}

function errorFaults(error: unknown): string[] {
  if (!isObject(error)) return [`the error is ${describe(error)} instead of an object with code and message`];
  const faults: string[] = [];
  if (!Number.isInteger(error['code']))
    faults.push(`the error code is ${describe(error['code'])} instead of an integer`);
  if (typeof error['message'] !== 'string')
    faults.push(`the error message is ${describe(error['message'])} instead of a string`);
  return faults;
}

function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}

/** A `bad-envelope` irregularity with the message as evidence. */
export function fault(message: string, seen: unknown): Irregularity {
  return { rule: 'bad-envelope', message, evidence: JSON.stringify(seen) };
}
