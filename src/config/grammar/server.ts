/** `server:`: a command, a URL, or an entry of a host's config. */
import { type Found, list, map, type Named, record, type Table } from '../read/collection.ts';
import { type Located, located } from '../read/reader.ts';
import { anyText, choice, literal, text } from '../read/scalar.ts';
import { type AuthKeys, readAuth } from './auth.ts';
import { SERVER_OTHERS } from './other-names.ts';
import { readStart, type StartKeys } from './start.ts';

export interface TlsKeys {
  ca: Located<string>;
}

export const TLS_TABLE: Table<TlsKeys> = { ca: located(text) };

export interface ServerKeys {
  command: Located<string>;
  args: readonly Located<string>[];
  env: readonly Named<Located<string>>[];
  cwd: Located<string>;
  url: Located<string>;
  headers: readonly Named<Located<string>>[];
  transport: 'http' | 'sse';
  tls: Found<TlsKeys>;
  auth: Found<AuthKeys>;
  start: Found<StartKeys>;
  from: Located<string>;
  package: Located<string>;
  bin: string;
  name: Located<string>;
}

/** `${}` is expanded later, when the variables are known. */
export const SERVER_TABLE: Table<ServerKeys> = {
  command: located(text),
  args: list('a list of arguments', located(anyText)),
  env: record('a map of environment names to text', located(anyText)),
  cwd: located(text),
  url: located(text),
  headers: record('a map of header names to text', located(anyText)),
  transport: choice(['http', 'sse']),
  tls: map<TlsKeys>('a map such as { ca: FILE }', TLS_TABLE),
  auth: readAuth,
  start: readStart,
  from: located(text),
  package: located(text),
  bin: literal,
  name: located(text),
};

export const readServer = map<ServerKeys>(
  'a map with `command`, `url`, `from` or `package`',
  SERVER_TABLE,
  SERVER_OTHERS,
);
