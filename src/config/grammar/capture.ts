/** `capture:` of a step: name to JSONPath, or to `{ path, secret: true }`. */
import { checkPath } from '../../expect/json-path.ts';
import type { Capture } from '../../model.ts';
import type { Node } from '../node.ts';
import type { Problems } from '../problems.ts';
import { map, need, record, type Table } from '../read/collection.ts';
import { type Located, located } from '../read/reader.ts';
import { boolean, literal } from '../read/scalar.ts';
import { variableName } from './name.ts';

interface CaptureKeys {
  path: Located<string>;
  secret: boolean;
}

export const CAPTURE_TABLE: Table<CaptureKeys> = { path: located(literal), secret: boolean };

const readMap = map('a JSONPath, or a map such as { path: $.token, secret: true }', CAPTURE_TABLE);

export function readCaptures(node: Node, problems: Problems): Capture[] | undefined {
  return record('a map of name to JSONPath', readCapture)(node, problems)?.map(({ key, keyAt, value }) => {
    variableName(key, keyAt, problems);
    return { variable: key, ...value, at: keyAt };
  });
}

function readCapture(node: Node, problems: Problems): Pick<Capture, 'path' | 'isSecret'> | undefined {
  if (node.kind !== 'map') return checked(located(literal)(node, problems), problems);
  const found = readMap(node, problems);
  if (!found) return undefined;
  need(found, 'path', problems);
  const path = checked(found.values.path, problems);
  return path && { ...path, ...(found.values.secret ? { isSecret: true } : {}) };
}

function checked(path: Located<string> | undefined, problems: Problems): { path: string } | undefined {
  const wrong = path && checkPath(path.value);
  if (path && wrong !== undefined) problems.add(path.at, `not a JSONPath: ${wrong}`);
  return path && { path: path.value };
}
