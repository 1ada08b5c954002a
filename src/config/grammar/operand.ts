/** Which operand each matcher may have. */
import { checkPattern } from '../../expect/pattern.ts';
import { checkSchema } from '../../expect/schema.ts';
import { TYPE_NAMES } from '../../expect/types.ts';
import type { Json, Matcher, MatcherName } from '../../model.ts';
import { didYouMean } from '../../text/suggest.ts';
import { type Node, toJson } from '../node.ts';
import type { Problems } from '../problems.ts';
import { refuse } from '../read/reader.ts';
import { boolean, integer } from '../read/scalar.ts';

/** `text`: the matchers look at a text. */
export type Subject = 'text' | 'value';

export interface Operand {
  readonly operand: Json;
  readonly nested?: readonly Matcher[];
}

/** `nest` reads matchers that look at a part of the value. */
export interface Context {
  readonly subject: Subject;
  readonly nest: (node: Node) => readonly Matcher[] | undefined;
}

type ReadOperand = (node: Node, problems: Problems, context: Context) => Operand | undefined;

export const OPERANDS = {
  equals: comparable,
  notEquals: comparable,
  contains: contained,
  notContains: contained,
  matches: pattern,
  notMatches: pattern,
  startsWith: string,
  endsWith: string,
  gt: number,
  gte: number,
  lt: number,
  lte: number,
  type,
  length,
  exists: (node, problems) => wrap(boolean(node, problems)),
  oneOf,
  each: items,
  any: items,
  schema,
} satisfies Record<MatcherName, ReadOperand>;

function comparable(node: Node, problems: Problems, { subject }: Context): Operand | undefined {
  if (subject === 'value' || node.kind === 'scalar') return { operand: toJson(node) };
  return refuse(node, problems, 'text', 'to look into JSON use `structured: { $: … }`');
}

function contained(node: Node, problems: Problems, { subject }: Context): Operand | undefined {
  return subject === 'text' ? string(node, problems) : { operand: toJson(node) };
}

function string(node: Node, problems: Problems): Operand | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'string') return { operand: node.value };
  const quote = node.kind === 'scalar' && node.value !== null ? `quote it: "${node.value}"` : undefined;
  return refuse(node, problems, 'text', quote);
}

function number(node: Node, problems: Problems): Operand | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'number') return { operand: node.value };
  return isTemplate(node) ? { operand: toJson(node) } : refuse(node, problems, 'a number');
}

/** A pattern with `${}` can only be judged in the run. */
function pattern(node: Node, problems: Problems): Operand | undefined {
  const read = string(node, problems);
  const wrong = read && !isTemplate(node) ? checkPattern(String(read.operand)) : undefined;
  if (wrong === undefined) return read;
  problems.add(node.at, `not a regular expression: ${wrong}`);
  return undefined;
}

function type(node: Node, problems: Problems): Operand | undefined {
  const name = node.kind === 'scalar' ? String(node.value) : undefined;
  if (TYPE_NAMES.some((known) => known === name)) return { operand: name ?? null };
  const hint = name === undefined ? undefined : didYouMean(name, TYPE_NAMES);
  problems.add(node.at, 'not the name of a type', { allowed: TYPE_NAMES, ...(hint ? { hint } : {}) });
  return undefined;
}

function length(node: Node, problems: Problems, { nest }: Context): Operand | undefined {
  if (node.kind === 'map') return nested(node, nest);
  if (isTemplate(node)) return { operand: toJson(node) };
  return wrap(integer(0, Number.MAX_SAFE_INTEGER)(node, problems));
}

function oneOf(node: Node, problems: Problems): Operand | undefined {
  if (isTemplate(node)) return { operand: toJson(node) };
  if (node.kind !== 'list') return refuse(node, problems, 'a list of values');
  if (node.items.length > 0) return { operand: toJson(node) };
  return refuse(node, problems, 'at least one value');
}

function items(node: Node, problems: Problems, { subject, nest }: Context): Operand | undefined {
  if (subject === 'value') return nested(node, nest);
  problems.add(node.at, 'a text has no items', { hint: 'to look into JSON use `structured: { $: … }`' });
  return undefined;
}

function nested(node: Node, nest: Context['nest']): Operand | undefined {
  const matchers = nest(node);
  return matchers && { operand: toJson(node), nested: matchers };
}

function schema(node: Node, problems: Problems): Operand | undefined {
  if (node.kind !== 'map' && !(node.kind === 'scalar' && typeof node.value === 'boolean')) {
    return refuse(node, problems, 'a JSON Schema');
  }
  const operand = toJson(node);
  const wrong = checkSchema(operand);
  if (wrong === undefined) return { operand };
  problems.add(node.at, wrong);
  return undefined;
}

function wrap(operand: Json | undefined): Operand | undefined {
  return operand === undefined ? undefined : { operand };
}

function isTemplate(node: Node): boolean {
  return node.kind === 'scalar' && typeof node.value === 'string' && node.value.includes('${');
}
