/** `cases:` one step for each row of a table. */
import type { Json, Place, PlannedStep } from '../model.ts';
import { CASE, type Part, type Reference, split } from '../template/reference.ts';
import { excerpt } from '../text/excerpt.ts';
import type { CaseRow } from './grammar/case.ts';
import type { StepKeys } from './grammar/step.ts';
import { nodesIn, strings } from './node.ts';
import type { Problems } from './problems.ts';
import type { Found } from './read/collection.ts';
import type { Located } from './read/reader.ts';
import type { Desk } from './variables.ts';
import { expandNode } from './vars.ts';

const LABEL_LENGTH = 60;

/** A row with its values expanded. */
export interface Case {
  /** What is added to the step's name. */
  readonly label: string;
  /** By the names that `${}` gives them: `case.word`. */
  readonly vars: Readonly<Record<string, Json>>;
  readonly at: Place;
  readonly row: CaseRow;
}

type Step = Found<StepKeys>;

/** `undefined` for a step without a table. Values are expanded once, as those of `vars` are. */
export function casesOf({ values }: Step, desk: Desk): readonly Case[] | undefined {
  const labels = new Set<string>();
  return values.cases?.map((row, index) => {
    const pairs = row.entries.map(({ key, value }) => [key, expandNode(value, desk)] as const);
    const label = labels.has(labelOf(pairs)) ? `${labelOf(pairs)} #${index + 1}` : labelOf(pairs);
    labels.add(label);
    return { label, vars: Object.fromEntries(pairs.map(([key, value]) => [CASE + key, value])), at: row.at, row };
  });
}

/** Its `name`, else all of its values. */
function labelOf(pairs: readonly (readonly [string, Json])[]): string {
  const name = pairs.find(([key]) => key === 'name')?.[1];
  if (typeof name === 'string' && name !== '') return name;
  return excerpt(pairs.map(([key, value]) => `${key}=${asText(value)}`).join(', '), LABEL_LENGTH);
}

/** What every row of the step may be asked for. */
export function caseNames({ values }: Pick<Step, 'values'>): string[] {
  return (values.cases ?? []).flatMap(({ entries }) => entries.map(({ key }) => CASE + key));
}

/** Adds a problem for each row that lacks what the step uses; what no row has is told where it is used. */
export function checkRows(step: Step, used: readonly Reference[], problems: Problems): void {
  const known = new Set(caseNames(step));
  const needed = used.filter(({ kind, name, fallback }) => kind === 'var' && fallback === undefined && known.has(name));
  for (const name of new Set(needed.map((reference) => reference.name))) {
    const key = name.slice(CASE.length);
    for (const { at, entries } of step.values.cases ?? []) {
      if (entries.some((entry) => entry.key === key)) continue;
      problems.add(at, `this case has no \`${key}\``, { hint: `the step uses \${${name}}` });
    }
  }
}

/** A table makes several steps: what they captured would be the last one's. */
export function checkCaptures({ keys }: Step, problems: Problems): void {
  const at = keys.get('capture');
  if (!keys.has('cases') || !at) return;
  problems.add(at, 'a step with `cases` captures nothing: each case would overwrite it', {
    hint: 'make a step of its own for what later steps need',
  });
}

/** The texts of all tables, with their places. */
export function caseTexts(steps: readonly Step[]): Located<string>[] {
  const rows = steps.flatMap(({ values }) => values.cases ?? []);
  return rows.flatMap(({ entries }) => entries.flatMap(({ value }) => strings(value)));
}

/** The step for one row. `name` is as written, `undefined` where the target stands for it. */
export function stepOfCase<T extends Pick<PlannedStep, 'target' | 'places'>>(
  step: T,
  { label, vars, at, row }: Case,
  { name, whole }: { readonly name: string; readonly whole: ReadonlyMap<string, string> },
): T & Pick<PlannedStep, 'name' | 'caseOf' | 'vars' | 'at'> {
  const filled = fill(name, vars, (text) => text);
  return {
    ...step,
    name: filled === name ? `${name} (${label})` : filled,
    caseOf: name,
    target: fill(step.target, vars, escaped),
    vars,
    at,
    places: withRow(step.places, whole, row),
  };
}

/** The values of the row in place of its references; `write` says how text is written where other references may stay. */
function fill(text: string, vars: Case['vars'], write: (text: string) => string): string {
  if (!text.includes(`\${${CASE}`)) return text;
  const parts = partsOf(text).map((part) => {
    if (typeof part === 'string') return write(part);
    return Object.hasOwn(vars, part.name) ? write(asText(vars[part.name]!)) : part.raw;
  });
  return parts.join('');
}

/** Where the step takes a whole value from its row: JSON pointer to the name of the value. Once for all rows. */
export function wholeValues({ node, keys }: Pick<Step, 'node' | 'keys'>): ReadonlyMap<string, string> {
  if (!keys.has('cases')) return new Map();
  const found = [...nodesIn(node)].flatMap(([pointer, one]) => {
    const [part, more] = one.kind === 'scalar' && typeof one.value === 'string' ? partsOf(one.value) : [];
    const isWhole = more === undefined && typeof part === 'object' && part.name.startsWith(CASE);
    return isWhole ? [[pointer, part.name.slice(CASE.length)] as const] : [];
  });
  return new Map(found);
}

/** A malformed text has been told. */
function partsOf(text: string): Part[] {
  try {
    return split(text);
  } catch {
    return [];
  }
}

/** A value that comes from the row is wrong there, and not where it is used. */
function withRow(
  places: PlannedStep['places'],
  whole: ReadonlyMap<string, string>,
  row: CaseRow,
): PlannedStep['places'] {
  const values = new Map(row.entries.map(({ key, value }) => [key, value.at]));
  return { get: (pointer) => values.get(whole.get(pointer) ?? '') ?? places.get(pointer) };
}

function escaped(text: string): string {
  return text.replaceAll('${', () => '$${');
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
