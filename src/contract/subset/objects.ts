/** Objects: which properties there must be, which there may be, and what they hold. */
import { isObject } from '../../json/kind.ts';
import type { Json } from '../../model.ts';
import { sameKeyword } from './equal.ts';
import { type Facts, limitOf, samplesOf } from './group.ts';
import { APPLICATORS } from './keywords.ts';
import { type Group, groupOf } from './leaves.ts';
import { doubt, MOST_REASONS, type Reason, reason, within } from './reason.ts';
import { asNode, mapIn, type Node, numberIn, type Schema, textsIn } from './side.ts';
import { deeper, type Facet, type Task } from './task.ts';

const MOST_NAMES = 2000;

export const objectFacet: Facet = (facts, leaf, task) => {
  if (!facts.types.names.has('object')) return [];
  return [
    ...required(facts, leaf),
    ...named(facts, leaf, task),
    ...others(facts, leaf, task),
    ...size(facts, leaf),
    ...odd(facts, leaf, task),
  ];
};

function required(facts: Facts, leaf: Schema): Reason[] {
  const known = new Set(facts.leaves.flatMap((one) => textsIn(one, 'required')));
  return textsIn(leaf, 'required')
    .filter((name) => !known.has(name))
    .map((name) => {
      const words = { input: 'is now required', output: 'may be absent now' };
      const without = objectsOf(facts).map(({ [name]: _, ...rest }) => rest);
      return reason(words, without, { path: [name], isRequired: true });
    });
}

/** Each property that either side names. */
function named(facts: Facts, leaf: Schema, task: Task): readonly Reason[] {
  const own = mapIn(leaf, 'properties');
  const names = new Set([...Object.keys(own), ...facts.leaves.flatMap((one) => Object.keys(mapIn(one, 'properties')))]);
  if (names.size > MOST_NAMES) return [doubt('object')];
  const reasons: Reason[] = [];
  for (const name of names) {
    // Each costs a whole object to show it, and nobody reads more.
    if (reasons.length >= MOST_REASONS) break;
    const wanted = Object.hasOwn(own, name) ? asNode(own[name]) : additionalOf(leaf);
    if (wanted === true || (task.isLenient && isNewOnOpen(facts, leaf, name))) continue;
    const found = deeper(task, propertyOf(facts, name), wanted);
    const around = (value: Json) => withProperty(facts, name, value);
    reasons.push(...within(wanted === false ? found.map(asRefused) : found, name, around));
  }
  return reasons;
}

function asRefused(one: Reason): Reason {
  return { ...one, words: { input: 'is not taken any more', output: 'may be there now, and is not known' } };
}

/** No schema of the group says anything of properties that it does not name, nor names this one. */
function isNewOnOpen({ leaves }: Facts, leaf: Schema, name: string): boolean {
  if (!Object.hasOwn(mapIn(leaf, 'properties'), name)) return false;
  const isFree = (one: Schema) =>
    !Object.hasOwn(mapIn(one, 'properties'), name) &&
    isOpen(one['additionalProperties']) &&
    isOpen(one['unevaluatedProperties']) &&
    one['patternProperties'] === undefined;
  return leaves.every(isFree);
}

function isOpen(node: unknown): boolean {
  return node === undefined || node === true || (isObject(node) && Object.keys(node).length === 0);
}

function propertyOf({ leaves }: Facts, name: string): Group {
  return groupOf(
    leaves.map((leaf): Node => {
      const properties = mapIn(leaf, 'properties');
      if (Object.hasOwn(properties, name)) return asNode(properties[name]);
      // Patterns are not run: what they say of a name is left out, and so is what it is said instead.
      return leaf['patternProperties'] === undefined ? additionalOf(leaf) : true;
    }),
  );
}

/** Of properties that are not named. `unevaluatedProperties` beside nothing that evaluates properties is the same. */
function additionalOf(leaf: Schema): Node {
  const { additionalProperties, unevaluatedProperties } = leaf;
  const isSame = additionalProperties === undefined && APPLICATORS.every((key) => leaf[key] === undefined);
  return asNode(isSame ? unevaluatedProperties : additionalProperties);
}

function others(facts: Facts, leaf: Schema, task: Task): readonly Reason[] {
  const wanted = additionalOf(leaf);
  if (wanted === true) return [];
  const names = new Set([leaf, ...facts.leaves].flatMap((one) => Object.keys(mapIn(one, 'properties'))));
  let name = 'another';
  while (names.has(name)) name += 'x';
  const isPatterned = (one: Schema) => one['patternProperties'] !== undefined;
  const group = groupOf(facts.leaves.map((one) => (isPatterned(one) ? true : additionalOf(one))));
  const around = (value: Json) => withProperty(facts, name, value);
  const reasons = deeper(task, group, wanted);
  const words = { input: 'takes no other properties any more', output: 'may have other properties now' };
  if (wanted === false) return within(reasons, '', around).map((one) => ({ ...one, path: [], words }));
  return within(reasons, '*', around);
}

function size(facts: Facts, leaf: Schema): Reason[] {
  const [least = 0, most] = [numberIn(leaf, 'minProperties'), numberIn(leaf, 'maxProperties')];
  const known = new Set(facts.leaves.flatMap((one) => textsIn(one, 'required')));
  const isLess = Math.max(limitOf(facts.leaves, 'minProperties') ?? 0, known.size) < least;
  const isMore = most !== undefined && mostOf(facts) > most;
  const few = {
    input: `must have ${least} or more properties now`,
    output: `may have fewer than ${least} properties now`,
  };
  const many = {
    input: `must have ${most} or fewer properties now`,
    output: `may have more than ${most} properties now`,
  };
  return [...(isLess ? [reason(few, objectsOf(facts))] : []), ...(isMore ? [reason(many, [filled(facts)])] : [])];
}

/** The most properties that there can be. */
function mostOf({ leaves }: Facts): number {
  const closed = leaves.filter((one) => additionalOf(one) === false && one['patternProperties'] === undefined);
  const counts = closed.map((one) => Object.keys(mapIn(one, 'properties')).length);
  return Math.min(limitOf(leaves, 'maxProperties') ?? Number.POSITIVE_INFINITY, ...counts);
}

/** What is said of properties in other ways: only the same is known to be within. */
function odd(facts: Facts, leaf: Schema, task: Task): Reason[] {
  const pair = { one: task.from, other: task.to, budget: task };
  const isNew = (key: string) =>
    leaf[key] !== undefined && !facts.leaves.some((one) => sameKeyword(key, one, leaf, pair));
  const keys = ['patternProperties', 'dependentSchemas', 'dependencies'];
  const { unevaluatedProperties } = leaf;
  const isOdd = !isOpen(unevaluatedProperties) && APPLICATORS.some((key) => leaf[key] !== undefined);
  const isBoth = !isOpen(unevaluatedProperties) && leaf['additionalProperties'] !== undefined;
  return [
    ...(isNew('dependentRequired') ? requiredBeside(facts, leaf) : []),
    ...(isNew('propertyNames') ? namesOf(facts) : []),
    ...keys.filter(isNew).map((key) => doubt(key)),
    ...(isOdd && !isBoth ? [doubt('object')] : []),
  ];
}

/** Shown by the one property without the other. */
function requiredBeside(facts: Facts, leaf: Schema): Reason[] {
  const rules = mapIn(leaf, 'dependentRequired');
  const pairs = Object.keys(rules).flatMap((name) => textsIn(rules, name).map((other) => [name, other] as const));
  return pairs.slice(0, MOST_REASONS).map(([name, other]) => {
    const [value] = samplesOf({ side: facts.side, group: propertyOf(facts, name) });
    const made = value === undefined ? undefined : withProperty(facts, name, value);
    const without = isObject(made) ? Object.fromEntries(Object.entries(made).filter(([key]) => key !== other)) : made;
    const words = { input: `is now required beside \`${name}\``, output: `may be absent beside \`${name}\` now` };
    return reason(words, [without as Json | undefined], { path: [other] });
  });
}

const ODD_NAMES = ['A b', '', 'a', 'x'.repeat(100)];

/** Shown by a property that has an odd name. */
function namesOf(facts: Facts): Reason[] {
  const words = { input: 'takes fewer names of properties now', output: 'may have more names of properties now' };
  const objects = ODD_NAMES.map((name) => {
    const [value] = samplesOf({ side: facts.side, group: propertyOf(facts, name) });
    return value === undefined ? undefined : withProperty(facts, name, value);
  });
  return [reason(words, objects)];
}

function objectsOf(facts: Facts): Record<string, Json>[] {
  return samplesOf(facts, { type: 'object' }).filter(isObject) as Record<string, Json>[];
}

function withProperty(facts: Facts, name: string, value: Json): Json | undefined {
  const [made] = objectsOf(facts);
  return made && Object.fromEntries([...Object.entries(made), [name, value]]);
}

/** With a value for each property that is named. */
function filled(facts: Facts): Json | undefined {
  const names = new Set(facts.leaves.flatMap((one) => Object.keys(mapIn(one, 'properties'))));
  const entries = [...names].flatMap((name) => {
    const [value] = samplesOf({ side: facts.side, group: propertyOf(facts, name) });
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...objectsOf(facts)[0], ...Object.fromEntries(entries) };
}
