/** Whether a schema takes one value, as far as that can be said without a library and without running patterns. */
import { isObject } from '../../json/kind.ts';
import { type Budget, sameJson } from './equal.ts';
import { leavesOf } from './leaves.ts';
import { asNode, listIn, mapIn, type Node, numberIn, type Schema, type Side, textsIn } from './side.ts';
import { typeOf, typesOf } from './types.ts';

export type Answer = 'yes' | 'no' | 'unknown';

const DEEPEST = 100;

export function accepts(node: Node, value: unknown, side: Side, budget: Budget): Answer {
  const { nested = 0 } = budget;
  if (budget.left-- <= 0 || nested > DEEPEST) return 'unknown';
  const { leaves, isNothing, isWhole } = leavesOf([node], side);
  if (isNothing) return 'no';
  budget.nested = nested + 1;
  const answers = leaves.map((leaf) => acceptsLeaf(leaf, value, side, budget));
  budget.nested = nested;
  return all([...answers, isWhole ? 'yes' : 'unknown']);
}

/** By the keywords of this schema alone, without its `$ref` and `allOf`. */
export function acceptsLeaf(leaf: Schema, value: unknown, side: Side, budget: Budget): Answer {
  const kind = typeOf(value);
  const { names, areIntegers } = typesOf([{ type: leaf['type'] }]);
  if (!names.has(kind) || (areIntegers && kind === 'number' && !Number.isInteger(value))) return 'no';
  const values = listIn(leaf, 'enum');
  if (values && !values.some((one) => sameJson(one, value, budget))) return budget.left > 0 ? 'no' : 'unknown';
  if (leaf['const'] !== undefined && !sameJson(leaf['const'], value, budget)) return budget.left > 0 ? 'no' : 'unknown';
  return all([ofKind(leaf, value, side, budget), combined(leaf, value, side, budget)]);
}

function ofKind(leaf: Schema, value: unknown, side: Side, budget: Budget): Answer {
  if (typeof value === 'number') return ofNumber(leaf, value);
  if (typeof value === 'string') return ofString(leaf, value);
  if (Array.isArray(value)) return ofArray(leaf, value, side, budget);
  return isObject(value) ? ofObject(leaf, value, side, budget) : 'yes';
}

function ofNumber(leaf: Schema, value: number): Answer {
  const limit = (key: string) => numberIn(leaf, key);
  if (value < (limit('minimum') ?? -Infinity) || value > (limit('maximum') ?? Infinity)) return 'no';
  if (value <= (limit('exclusiveMinimum') ?? -Infinity) || value >= (limit('exclusiveMaximum') ?? Infinity))
    return 'no';
  const step = numberIn(leaf, 'multipleOf');
  if (step === undefined) return 'yes';
  if (!Number.isInteger(step) || !Number.isSafeInteger(value)) return 'unknown';
  return value % step === 0 ? 'yes' : 'no';
}

/** The length is counted in characters (§6.3.1). */
function ofString(leaf: Schema, value: string): Answer {
  if (!isCount([...value].length, numberIn(leaf, 'minLength'), numberIn(leaf, 'maxLength'))) return 'no';
  return leaf['pattern'] === undefined && leaf['format'] === undefined ? 'yes' : 'unknown';
}

function ofArray(leaf: Schema, value: readonly unknown[], side: Side, budget: Budget): Answer {
  if (!isCount(value.length, numberIn(leaf, 'minItems'), numberIn(leaf, 'maxItems'))) return 'no';
  const first = tupleOf(leaf);
  const rest = restOf(leaf);
  const answers = value.map((item, index) => accepts(first[index] ?? rest, item, side, budget));
  const isOdd = ['uniqueItems', 'contains', 'unevaluatedItems'].some((key) => leaf[key] !== undefined);
  return all([...answers, isOdd ? 'unknown' : 'yes']);
}

function ofObject(leaf: Schema, value: Readonly<Record<string, unknown>>, side: Side, budget: Budget): Answer {
  const names = Object.keys(value);
  if (textsIn(leaf, 'required').some((name) => !Object.hasOwn(value, name))) return 'no';
  if (!isCount(names.length, numberIn(leaf, 'minProperties'), numberIn(leaf, 'maxProperties'))) return 'no';
  const properties = mapIn(leaf, 'properties');
  const hasPatterns = leaf['patternProperties'] !== undefined;
  const answers = names.map((name): Answer => {
    if (Object.hasOwn(properties, name)) return accepts(asNode(properties[name]), value[name], side, budget);
    return hasPatterns ? 'unknown' : accepts(asNode(leaf['additionalProperties']), value[name], side, budget);
  });
  const isOdd = ['propertyNames', 'dependentRequired', 'dependentSchemas', 'dependencies', 'unevaluatedProperties'];
  const isPlain = !hasPatterns && isOdd.every((key) => leaf[key] === undefined);
  return all([...answers, isPlain ? 'yes' : 'unknown']);
}

function isCount(count: number, least = 0, most = Number.POSITIVE_INFINITY): boolean {
  return count >= least && count <= most;
}

function combined(leaf: Schema, value: unknown, side: Side, budget: Budget): Answer {
  const ask = (key: string) => listIn(leaf, key)?.map((one) => accepts(asNode(one), value, side, budget));
  const [any, one] = [ask('anyOf'), ask('oneOf')];
  const not = leaf['not'] === undefined ? 'yes' : inverse(accepts(asNode(leaf['not']), value, side, budget));
  const condition = leaf['if'] === undefined ? 'yes' : 'unknown';
  return all([any ? some(any) : 'yes', one ? exactlyOne(one) : 'yes', not, condition]);
}

function all(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

function some(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

function exactlyOne(answers: readonly Answer[]): Answer {
  const sure = answers.filter((answer) => answer === 'yes').length;
  if (sure > 1) return 'no';
  if (answers.includes('unknown')) return 'unknown';
  return sure === 1 ? 'yes' : 'no';
}

function inverse(answer: Answer): Answer {
  if (answer === 'unknown') return answer;
  return answer === 'yes' ? 'no' : 'yes';
}

/** Schemas of the first items, in either way to write them. */
export function tupleOf(leaf: Schema): readonly Node[] {
  return (listIn(leaf, 'prefixItems') ?? listIn(leaf, 'items') ?? []).map(asNode);
}

/** The schema of the items behind those. */
export function restOf(leaf: Schema): Node {
  return asNode(Array.isArray(leaf['items']) ? leaf['additionalItems'] : leaf['items']);
}
