/** Texts: length, pattern, format. */
import { type Facts, limitOf, samplesOf } from './group.ts';
import { doubt, type Reason, reason, saying } from './reason.ts';
import { numberIn, type Schema } from './side.ts';
import type { Facet } from './task.ts';

const LONGEST = 2000;

export const textFacet: Facet = (facts, leaf) => {
  if (!facts.types.names.has('string')) return [];
  return [...length(facts, leaf), ...pattern(facts, leaf), ...format(facts, leaf)];
};

function length(facts: Facts, leaf: Schema): Reason[] {
  const [least, most] = [numberIn(leaf, 'minLength') ?? 0, numberIn(leaf, 'maxLength')];
  const isLess = (limitOf(facts.leaves, 'minLength') ?? 0) < least;
  const isMore = most !== undefined && (limitOf(facts.leaves, 'maxLength') ?? Number.POSITIVE_INFINITY) > most;
  const [text = ''] = samplesOf(facts, { type: 'string' }).map(String);
  const short = text.length < least ? text : text.slice(0, Math.max(0, least - 1));
  const long = most !== undefined && most < LONGEST ? [text.padEnd(most + 1, 'a')] : [];
  return [
    ...(isLess
      ? [
          reason(saying(`must be ${least} characters or longer now`, `may be shorter than ${least} characters now`), [
            short,
          ]),
        ]
      : []),
    ...(isMore
      ? [reason(saying(`must be ${most} characters or shorter now`, `may be longer than ${most} characters now`), long)]
      : []),
  ];
}

function pattern(facts: Facts, leaf: Schema): Reason[] {
  const { pattern } = leaf;
  if (typeof pattern !== 'string' || facts.leaves.some((one) => one['pattern'] === pattern)) return [];
  const values = [...samplesOf(facts, { type: 'string' }), '', 'a', '0', 'example text'];
  const shown = pattern.length > 80 ? 'a pattern' : `the pattern ${pattern}`;
  return [reason(saying(`must match ${shown} now`, `need not match ${shown} any more`), values)];
}

/** In the newer dialects a format is a remark (§7.2.1), so that nobody knows what it takes away. */
function format(facts: Facts, leaf: Schema): Reason[] {
  const { format } = leaf;
  if (typeof format !== 'string' || facts.leaves.some((one) => one['format'] === format)) return [];
  return [doubt('format')];
}
