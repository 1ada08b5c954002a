/** What a changed schema means for those who use it. An error needs a value that proves it; all else is a doubt. */
import type { Json } from '../model.ts';
import { newMaker, sampleOf } from '../schema/sample-value.ts';
import { prover } from './proof.ts';
import { equalSchemas } from './subset/equal.ts';
import { doubt, placeOf, type Reason, SHOWN, type Words } from './subset/reason.ts';
import { asNode, type Side, sideOf } from './subset/side.ts';
import { whyNotWithin } from './subset/subset.ts';

export interface SchemaChange {
  /** `filter.mode`; empty for the whole. */
  readonly place: string;
  readonly words: Words;
  readonly isRequired?: true;
  /** Valid under the one schema and not under the other; without one it is not certain. */
  readonly example?: { readonly value: Json };
}

export interface SchemaVerdict {
  /** Why a value that is valid under the first need not be valid under the second; empty where each is. */
  readonly changes: readonly SchemaChange[];
  /** Each value that is valid under the second is valid under the first, too. */
  readonly isSameBack: boolean;
}

const EQUAL_STEPS = 20_000;
const SAMPLES = 4;

/**
 * Is each value that is valid under `from` valid under `to`? `isLenient`: an optional property that is new on an open object
 * takes nothing away. Pure, as `patiently` asks.
 */
export function compareSchemas(from: unknown, to: unknown, isLenient = true): SchemaVerdict {
  const [one, other] = [sideOf(from), sideOf(to)];
  if (!one || !other) return { changes: isSameText(from, to) ? [] : [unsure(doubt('schema'))], isSameBack: true };
  const pair = { one, other, budget: { left: EQUAL_STEPS } };
  if (equalSchemas(asNode(one.root), asNode(other.root), pair)) return { changes: [], isSameBack: true };
  const reasons = whyNotWithin(one, other, isLenient);
  const isSameBack = whyNotWithin(other, one, isLenient).length === 0;
  return { changes: reasons.length === 0 ? [] : proven(reasons, to, one), isSameBack };
}

function isSameText(from: unknown, to: unknown): boolean {
  return JSON.stringify(from) === JSON.stringify(to);
}

function unsure({ path, words, isRequired }: Reason): SchemaChange {
  return { place: placeOf(path), words, ...(isRequired ? { isRequired } : {}) };
}

/** Those with a proof; of the others those that are about another place. */
function proven(reasons: readonly Reason[], to: unknown, side: Side): SchemaChange[] {
  const isProof = prover(side, to);
  const changes = reasons.map((reason): SchemaChange => {
    const value = reason.values.find(isProof);
    return value === undefined ? unsure(reason) : shownBy(value, reason);
  });
  const sure = changes.filter(({ example }) => example);
  if (sure.length > 0) return [...sure, ...changes.filter((one) => !one.example && isElsewhere(one, sure))];
  const rest = changes.slice(1);
  const value = anySample(side).find(isProof);
  return value === undefined ? changes : [shownBy(value, reasons[0]!), ...rest];
}

function shownBy(value: Json, reason: Reason): SchemaChange {
  const known = unsure(reason);
  return { ...known, words: reason.isDoubt ? SHOWN : known.words, example: { value } };
}

function isElsewhere({ place }: SchemaChange, sure: readonly SchemaChange[]): boolean {
  return place !== '' && sure.every((one) => !one.place.startsWith(place) && !place.startsWith(one.place));
}

function anySample({ root }: Side): Json[] {
  const variants = [true, false].flatMap((optional) =>
    Array.from({ length: SAMPLES }, (_, branch) => ({ branch, optional, blind: branch % 2 === 0 })),
  );
  return variants.map((variant) => sampleOf(root, newMaker(root, variant))).filter((value) => value !== undefined);
}
