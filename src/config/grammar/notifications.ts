/** `expect.notifications:` what the server sends by itself during the step. */
import type { Matcher, NotificationExpectation, PathExpectation } from '../../model.ts';
import type { Node } from '../node.ts';
import type { Problems } from '../problems.ts';
import { list, map, need, type Table } from '../read/collection.ts';
import { type Located, located } from '../read/reader.ts';
import { literal } from '../read/scalar.ts';
import { readMatchers } from './matcher.ts';
import { OPERANDS } from './operand.ts';
import { readPaths } from './paths.ts';

interface NotificationKeys {
  method: Located<string>;
  params: readonly PathExpectation[];
  count: readonly Matcher[];
}

export const NOTIFICATION_TABLE: Table<NotificationKeys> = {
  method: located(literal),
  params: readPaths,
  count: readCount,
};

const PREFIX = 'notifications/';

const readKeys = map('a map such as { method: notifications/progress, count: 3 }', NOTIFICATION_TABLE);

export const readNotifications = list('a list of notifications', readNotification, 1);

/** At least one where nothing is said of their number. */
function readNotification(node: Node, problems: Problems): NotificationExpectation | undefined {
  const found = readKeys(node, problems);
  if (!found) return undefined;
  need(found, 'method', problems);
  const { method, params = [], count = [{ name: 'gte', operand: 1, at: found.at }] } = found.values;
  if (method && !method.value.startsWith(PREFIX)) {
    const hint = `their methods begin with \`${PREFIX}\`, such as ${PREFIX}progress`;
    problems.add(method.at, `\`${method.value}\` is no notification`, { hint });
  }
  return method && { method: method.value, params, count, at: found.at };
}

/** A whole number, or matchers for one. */
function readCount(node: Node, problems: Problems): readonly Matcher[] | undefined {
  const nest = (nested: Node) => readMatchers(nested, problems, 'value');
  const read = OPERANDS.length(node, problems, { subject: 'value', nest });
  return read && (read.nested ?? [{ name: 'equals', operand: read.operand, at: node.at }]);
}
