/** Readers of single values. */
import { references } from '../../template/expand.ts';
import { didYouMean } from '../../text/suggest.ts';
import type { Node } from '../node.ts';
import type { Problems } from '../problems.ts';
import { type Located, type Reader, refuse } from './reader.ts';

/** Text that is not empty; `${}` is left as it is. */
export function text(node: Node, problems: Problems): string | undefined {
  const value = anyText(node, problems);
  if (value !== '') return value;
  problems.add(node.at, 'this must not be empty');
  return undefined;
}

/** Text that may be empty; `${}` is left as it is. */
export function anyText(node: Node, problems: Problems): string | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'string') return node.value;
  const quote = node.kind === 'scalar' && node.value !== null ? `quote it: "${node.value}"` : undefined;
  return refuse(node, problems, 'text', quote);
}

/** Text in which `${}` has no meaning. */
export function literal(node: Node, problems: Problems): string | undefined {
  const value = text(node, problems);
  return value !== undefined && refuseTemplate({ value, at: node.at }, problems) ? undefined : value;
}

/** Adds a problem for text in which a `${}` stands. */
export function refuseTemplate({ value, at }: Located<string>, problems: Problems): boolean {
  if (!holdsReference(value)) return false;
  problems.add(at, '`${…}` is not expanded here', { hint: 'write the text itself' });
  return true;
}

export function boolean(node: Node, problems: Problems): boolean | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  return refuse(node, problems, '`true` or `false`');
}

/** `least` and `most` included. */
export function integer(least: number, most: number): Reader<number> {
  const expected = most === Number.MAX_SAFE_INTEGER ? 'a whole number' : `a whole number from ${least} to ${most}`;
  return (node, problems) => {
    const value = node.kind === 'scalar' ? node.value : undefined;
    if (!Number.isInteger(value)) return refuse(node, problems, expected);
    if ((value as number) >= least && (value as number) <= most) return value as number;
    problems.add(node.at, `expected ${expected}, found ${value}`);
    return undefined;
  };
}

/** One of a closed set of words. */
export function choice<const T extends string>(allowed: readonly T[]): Reader<T> {
  return (node, problems) => {
    const value = node.kind === 'scalar' ? node.value : undefined;
    const found = allowed.find((word) => word === value);
    if (found !== undefined) return found;
    if (typeof value !== 'string') return refuse(node, problems, `one of ${allowed.join(', ')}`);
    const hint = didYouMean(value, allowed);
    problems.add(node.at, `\`${value}\` is not known here`, { allowed, ...(hint ? { hint } : {}) });
    return undefined;
  };
}

function holdsReference(value: string): boolean {
  try {
    return references(value).length > 0;
  } catch {
    return true;
  }
}
