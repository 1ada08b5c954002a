/** `http:` of a step: a plain request. */
import type { Json } from '../../model.ts';
import { type Found, json, map, type Named, record, type Table } from '../read/collection.ts';
import { type Located, located } from '../read/reader.ts';
import { anyText, choice, text } from '../read/scalar.ts';

export interface HttpKeys {
  method: (typeof METHODS)[number];
  url: Located<string>;
  headers: readonly Named<string>[];
  json: Json;
  body: string;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

export const HTTP_TABLE: Table<HttpKeys> = {
  method: choice(METHODS),
  url: located(text),
  headers: record('a map of header names to text', anyText),
  json,
  body: anyText,
};

export const readHttp = map<HttpKeys>('a map such as { method: GET, url: /healthz }', HTTP_TABLE);
export type HttpFound = Found<HttpKeys>;
