/** `_meta` of a message's params, as it came; empty where there is none. */
import { isObject } from './kind.ts';

export function metaOf(params: unknown): Readonly<Record<string, unknown>> {
  const meta = isObject(params) ? params['_meta'] : undefined;
  return isObject(meta) ? meta : {};
}
