/** A number within the limits of a schema: the smallest that is allowed, or one near zero; the `nth` of several. */
export function sampleNumber(schema: Record<string, unknown>, nth = 0): number {
  const value = firstNumber(schema);
  if (nth === 0) return value;
  const step = numberOf(schema['multipleOf']) ?? 1;
  const high = numberOf(schema['maximum']) ?? numberOf(schema['exclusiveMaximum']);
  const above = value + nth * step;
  if (high === undefined || above < high || (above === high && schema['maximum'] === high)) return above;
  const isFree = schema['type'] === 'number' && schema['multipleOf'] === undefined && high > value;
  return isFree ? value + (high - value) * (1 - 1 / (nth + 1)) : value - nth * step;
}

function firstNumber(schema: Record<string, unknown>): number {
  const step = numberOf(schema['multipleOf']) ?? (schema['type'] === 'number' ? undefined : 1);
  const low = lowest(schema, step);
  const high = highest(schema, step);
  const start = low ?? Math.min(high ?? 1, 1);
  const value = step === undefined ? start : Math.ceil(start / step) * step;
  if (high === undefined || value <= high) return value;
  return step === undefined ? high : Math.floor(high / step) * step;
}

function lowest(schema: Record<string, unknown>, step: number | undefined): number | undefined {
  const inclusive = numberOf(schema['minimum']);
  const exclusive = numberOf(schema['exclusiveMinimum']);
  const above = exclusive === undefined ? undefined : exclusive + (step ?? gap(schema));
  return inclusive === undefined || above === undefined ? (inclusive ?? above) : Math.max(inclusive, above);
}

function highest(schema: Record<string, unknown>, step: number | undefined): number | undefined {
  const inclusive = numberOf(schema['maximum']);
  const exclusive = numberOf(schema['exclusiveMaximum']);
  const below = exclusive === undefined ? undefined : exclusive - (step ?? gap(schema));
  return inclusive === undefined || below === undefined ? (inclusive ?? below) : Math.min(inclusive, below);
}

/** How far inside an exclusive limit: half of what is between the limits, at most 1. */
function gap(schema: Record<string, unknown>): number {
  const low = numberOf(schema['exclusiveMinimum']) ?? numberOf(schema['minimum']);
  const high = numberOf(schema['exclusiveMaximum']) ?? numberOf(schema['maximum']);
  return low === undefined || high === undefined || high <= low ? 1 : Math.min(1, (high - low) / 2);
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
