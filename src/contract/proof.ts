/** Whether a value proves that a schema takes less than another: without a library where that will do, else by the validators. */
import { isObject } from '../json/kind.ts';
import type { Json } from '../model.ts';
import { compileSchema } from '../schema/compile.ts';
import { schemaPositions } from '../schema/positions.ts';
import { accepts } from './subset/accepts.ts';
import { asNode, followed, type Side, sideOf } from './subset/side.ts';

export type Prover = (value: Json) => boolean;

const MOST_TRIED = 40;
const STEPS = 5000;
/** Written out, references followed: validators write schemas so, and take their time for more. */
const LARGEST = 5000;

/** For values that are valid under `from`, and not under `to`; both must be sure. */
export function prover(from: Side, to: unknown): Prover {
  const without = withoutFormats(to);
  const side = sideOf(without);
  if (!side) return () => false;
  const byValidators = isModest(from) && isModest(side) ? validators(from.root, without) : () => false;
  let left = MOST_TRIED;
  return (value) => {
    if (left-- <= 0) return false;
    const budget = { left: STEPS };
    const [before, after] = [
      accepts(asNode(from.root), value, from, budget),
      accepts(asNode(side.root), value, side, budget),
    ];
    if (before === 'no' || after === 'yes') return false;
    return (before === 'yes' && after === 'no') || (budget.left > 0 && byValidators(value));
  };
}

/** Compiled when the first value is asked about; one that cannot be run to its end is not asked again. */
function validators(from: unknown, to: unknown): Prover {
  let compiled: ReturnType<typeof compileSchema>[] | undefined;
  let isOver = false;
  return (value) => {
    compiled ??= [compileSchema(from), compileSchema(to)];
    const [before, after] = compiled.map(({ validate }) => validate);
    if (!before || !after || isOver) return false;
    const issues = before(value);
    const others = issues.length > 0 ? [] : after(value);
    isOver = [...issues, ...others].some(({ isUndecided }) => isUndecided);
    return others.length > 0 && !isOver;
  };
}

/** A format may be a remark alone (JSON Schema 2020-12 Validation §7.2.1): that one is missed proves nothing. */
function withoutFormats(schema: unknown): unknown {
  const copy = structuredClone(schema);
  for (const { schema: part } of schemaPositions(copy)) if (typeof part['format'] === 'string') delete part['format'];
  return copy;
}

function isModest(side: Side): boolean {
  let left = LARGEST;
  const fits = (value: unknown, around: ReadonlySet<unknown>): boolean => {
    if (left-- <= 0) return false;
    if (typeof value !== 'object' || value === null || around.has(value)) return true;
    const inside = new Set([...around, value]);
    const target = isObject(value) && typeof value['$ref'] === 'string' ? followed(value['$ref'], side) : undefined;
    const parts = Object.entries(value).filter(([key]) => key !== '$defs' && key !== 'definitions');
    return fits(target, inside) && parts.every(([, part]) => fits(part, inside));
  };
  return fits(side.root, new Set());
}
