/** `server.start:` the app that hosts the server, and how to see that it is up. */
import { checkPattern } from '../../expect/pattern.ts';
import type { Node } from '../node.ts';
import type { Problems } from '../problems.ts';
import { type Found, list, map, type Named, record, type Table } from '../read/collection.ts';
import { duration } from '../read/quantity.ts';
import { type Located, located } from '../read/reader.ts';
import { anyText, text } from '../read/scalar.ts';

export interface StartKeys {
  command: Located<string>;
  args: readonly Located<string>[];
  env: readonly Named<Located<string>>[];
  cwd: Located<string>;
  ready: Found<ReadyKeys>;
}

export interface ReadyKeys {
  http: Located<string>;
  tcp: Located<string>;
  log: Located<string>;
  timeout: number;
}

export const READY_TABLE: Table<ReadyKeys> = {
  http: located(text),
  tcp: located(text),
  log: readPattern,
  timeout: duration,
};

export const START_TABLE: Table<StartKeys> = {
  command: located(text),
  args: list('a list of arguments', located(anyText)),
  env: record('a map of environment names to text', located(anyText)),
  cwd: located(text),
  ready: map<ReadyKeys>('a map such as { http: URL, timeout: 30s }', READY_TABLE),
};

export const readStart = map<StartKeys>('a map with `command`', START_TABLE);

function readPattern(node: Node, problems: Problems): Located<string> | undefined {
  const read = located(text)(node, problems);
  const wrong = read && checkPattern(read.value);
  if (wrong !== undefined) problems.add(node.at, `not a regular expression: ${wrong}`);
  return wrong === undefined ? read : undefined;
}
