/** Types, and the values where only some are left. */
import type { Json } from '../../model.ts';
import { sameJson } from './equal.ts';
import { type Facts, samplesOf } from './group.ts';
import { numbersOf } from './numbers.ts';
import { type Reason, reason, saying } from './reason.ts';
import { listIn } from './side.ts';
import type { Facet } from './task.ts';
import { type TypeName, typesOf } from './types.ts';

export const typeFacet: Facet = (facts, leaf) => {
  const { names, areIntegers } = typesOf([{ type: leaf['type'] }]);
  const missing = [...facts.types.names].filter((name) => !names.has(name));
  const hasNumbers = facts.types.names.has('number') && names.has('number');
  const losesFractions = areIntegers && hasNumbers && !facts.types.areIntegers;
  if (missing.length > 0) return [lostTypes(facts, missing, losesFractions)];
  if (!losesFractions) return [];
  const values = numbersOf(facts).flatMap((one) => [one + 0.5, one - 0.5]);
  return [reason(saying('takes only whole numbers now', 'may be a number that is not whole now'), values)];
};

/** All at once: of what could be anything it is more to read what is left. */
function lostTypes(facts: Facts, missing: readonly TypeName[], losesFractions: boolean): Reason {
  const all = [...facts.types.names];
  const left = all.filter((name) => !missing.includes(name));
  const nameOf = (name: TypeName) => (name === 'number' && losesFractions ? 'a whole number' : NAMES[name]);
  const list = (names: readonly TypeName[]) => names.map(nameOf).join(' or ');
  const words =
    missing.length * 2 > all.length && left.length > 0
      ? saying(`takes only ${list(left)} now`, `may be other than ${list(left)} now`)
      : saying(`no longer takes ${list(missing)}`, `may be ${list(missing)} now`);
  const values = missing.flatMap((type) => samplesOf(facts, { type }));
  return reason(words, values);
}

const NAMES = {
  null: 'null',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  string: 'text',
  number: 'a number',
} as const;

/** Of what may be anything else only a few values are left. */
export const valueFacet: Facet = (facts, leaf, task) => {
  const values = leaf['const'] === undefined ? listIn(leaf, 'enum') : [leaf['const']];
  if (!values) return [];
  const isOther = (value: Json) => !values.some((one) => sameJson(one, value, task));
  const texts = samplesOf(facts, { type: 'string' }).map((value) => `${String(value)}x`);
  const numbers = numbersOf(facts).flatMap((value) => [value + 1, value - 1, value + 1000]);
  const all = [...samplesOf(facts, {}, 2), ...(facts.types.names.has('string') ? texts : []), ...numbers];
  const shown = values.length > 5 ? 'some values' : values.map((value) => JSON.stringify(value)).join(', ');
  const words = saying(`takes only ${shown} now`, `may be other than ${shown} now`);
  return [reason(words, all.filter(isOther))];
};
