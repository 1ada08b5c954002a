/** Matchers as they stand in the file: a map of them, or a bare value that means `equals`. */
import { MATCHERS, type Matcher, type MatcherName } from '../../model.ts';
import { didYouMean } from '../../text/suggest.ts';
import type { Entry, MapNode, Node } from '../node.ts';
import type { Problems } from '../problems.ts';
import { addUnknown } from '../read/collection.ts';
import { OPERANDS, type Subject } from './operand.ts';

/** All of them must hold. `undefined` when a problem was added. */
export function readMatchers(node: Node, problems: Problems, subject: Subject): Matcher[] | undefined {
  if (node.kind === 'map') return readMap(node, problems, subject);
  if (node.kind === 'scalar' && node.empty) {
    problems.add(node.at, 'nothing to compare with', { hint: 'write `null` if it must be null' });
    return undefined;
  }
  const read = OPERANDS.equals(node, problems, { subject, nest: () => undefined });
  return read && [{ name: 'equals', at: node.at, ...read }];
}

function readMap(node: MapNode, problems: Problems, subject: Subject): Matcher[] | undefined {
  if (node.entries.length === 0) {
    problems.add(node.at, 'an empty map of matchers checks nothing', { allowed: MATCHERS });
    return undefined;
  }
  if (looksLikeValue(node)) {
    problems.add(node.entries[0]!.keyAt, `no matcher is called ${node.entries.map(quoted).join(' or ')}`, {
      hint: 'to compare with an object write `equals: { … }`',
      allowed: MATCHERS,
    });
    return undefined;
  }
  const matchers = node.entries.map((entry) => readEntry(entry, problems, subject));
  return matchers.every((matcher) => matcher !== undefined) ? matchers : undefined;
}

/** No key is a matcher, or near to one. */
function looksLikeValue(node: MapNode): boolean {
  return node.entries.every(({ key }) => !isMatcher(key) && !didYouMean(key, MATCHERS));
}

function readEntry({ key, keyAt, value }: Entry, problems: Problems, subject: Subject): Matcher | undefined {
  if (!isMatcher(key)) {
    addUnknown('matcher', key, keyAt, MATCHERS, problems, {
      otherwise: 'to compare with an object write `equals: { … }`',
    });
    return undefined;
  }
  const nest = (node: Node) => readMatchers(node, problems, 'value');
  const read = OPERANDS[key](value, problems, { subject, nest });
  return read && { name: key, at: { ...keyAt, ...endOf(keyAt, value) }, ...read };
}

/** The mark spans key and value where they share a line. */
function endOf(keyAt: Matcher['at'], { at }: Node): { endColumn?: number } {
  return at.line === keyAt.line && at.endColumn !== undefined ? { endColumn: at.endColumn } : {};
}

function isMatcher(key: string): key is MatcherName {
  return (MATCHERS as readonly string[]).includes(key);
}

function quoted({ key }: Entry): string {
  return `\`${key}\``;
}
