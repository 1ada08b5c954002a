/** From values to places on a line, and which values to label. */

export interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/** From 0 to at least `end`, over `length`, with at most about `most` ticks. */
export function linearScale(end: number, length: number, most: number): Scale {
  const step = niceStep(Math.max(end, 1) / most);
  const last = Math.max(1, end);
  const ticks = Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => index * step);
  return { at: (value) => round((clamp(value, 0, last) / last) * length), ticks };
}

/** Whole powers of ten from below `least` to above `most`; both are positive. */
export function logScale(least: number, most: number, length: number): Scale {
  const first = Math.floor(Math.log10(least));
  const last = Math.max(first + 1, Math.ceil(Math.log10(most)));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
  const at = (value: number) =>
    round(((clamp(Math.log10(Math.max(value, 1e-9)), first, last) - first) / (last - first)) * length);
  return { at, ticks };
}

/** 1, 2 or 5 times a power of ten, not less than `rough`. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? rough;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
