/** Makes an input for a tool from its inputSchema, for calls nobody scripted. */

import { isObject } from '../json/kind.ts';
import { withinCpu } from '../limits/budget.ts';
import type { Json, JsonObject, SchemaVerdict } from '../model.ts';
import { compileSchema } from './compile.ts';
import { type Invented, newMaker, sampleOf, type Variant } from './sample-value.ts';

export type Sample =
  | { readonly ok: true; readonly value: JsonObject; readonly invented: readonly Invented[] }
  | { readonly ok: false; readonly reason: string };

interface Way {
  readonly filled?: boolean;
  readonly verdict?: SchemaVerdict | undefined;
}

const SAMPLE_BUDGET_MS = 200;

/** Tried in this order until one fits: which branch of `anyOf`, and whether optional properties are filled in. */
const VARIANTS: readonly Variant[] = [
  { branch: 0, optional: false },
  { branch: 1, optional: false },
  { branch: 2, optional: false },
  { branch: 0, optional: true },
  { branch: 1, optional: true },
  { branch: 0, optional: false, blind: true },
];

/** For people: an empty list shows nothing. */
const FILLED: readonly Variant[] = [
  { branch: 0, optional: false, filled: true },
  { branch: 1, optional: false, filled: true },
];

/**
 * The smallest input that we can find: required properties only, from `default`, `examples`, `const`, `enum`, `format`
 * and the limits. It has been validated against `schema`; where no input is found, `reason` says why. `invented` lists the
 * values that nothing in the schema names. `filled`: lists are not empty, where that can be. `verdict`: of the schema, where
 * it has been compiled.
 */
export function sampleFromSchema(schema: unknown, { filled = false, verdict }: Way = {}): Sample {
  const { validate, problems } = verdict ?? compileSchema(schema);
  if (!validate) return { ok: false, reason: `inputSchema ${problems[0]?.message ?? 'cannot be compiled'}` };
  let reason = 'no input could be made from inputSchema';
  for (const variant of filled ? [...FILLED, ...VARIANTS] : VARIANTS) {
    const { value, invented } = attempt(schema, variant);
    if (!isObject(value)) continue;
    const [issue] = validate(value);
    if (!issue) return { ok: true, value: value as JsonObject, invented };
    reason = `no input could be made that fits inputSchema: ${issue.path || 'the input'} ${issue.message}`;
  }
  return { ok: false, reason };
}

/** Tools take objects, whatever else their schema may allow. */
function attempt(schema: unknown, variant: Variant): { value: Json | undefined; invented: readonly Invented[] } {
  if (schema === true) return { value: {}, invented: [] };
  const rooted = isObject(schema) && schema['type'] === undefined ? { ...schema, type: 'object' } : schema;
  const maker = newMaker(schema, variant);
  try {
    return { value: withinCpu(SAMPLE_BUDGET_MS, () => sampleOf(rooted, maker)), invented: maker.invented };
  } catch {
    return { value: undefined, invented: [] };
  }
}
