/** What a server could have meant (JSON-RPC 2.0, sections 4 and 5), however badly it is made. */
import { isObject } from '../../json/kind.ts';

type Fields = Readonly<Record<string, unknown>>;

export function isMessage(value: unknown): value is Fields {
  return isObject(value) && ('jsonrpc' in value || isResponse(value));
}

export function isResponse(value: unknown): value is Fields {
  return isObject(value) && 'id' in value && ('result' in value || 'error' in value);
}
