/** `request:` of a step: any request of MCP. */
import type { JsonObject } from '../../model.ts';
import { type Found, jsonObject, map, type Table } from '../read/collection.ts';
import { type Located, located } from '../read/reader.ts';
import { text } from '../read/scalar.ts';

export interface RequestKeys {
  method: Located<string>;
  params: JsonObject;
}

export const REQUEST_TABLE: Table<RequestKeys> = { method: located(text), params: jsonObject };

export const readRequest = map<RequestKeys>(
  'a map such as { method: completion/complete, params: { … } }',
  REQUEST_TABLE,
);
export type RequestFound = Found<RequestKeys>;
