/** `182 ms`, `1.2 s`, `2 min 3 s`, `1 h 2 min`. Negative and impossible times read as `0 ms`. */
export function duration(ms: number): string {
  const wholeMs = Number.isFinite(ms) ? Math.max(0, Math.round(ms)) : 0;
  if (wholeMs < 1_000) return `${wholeMs} ms`;
  if (wholeMs < 59_950) return `${(wholeMs / 1_000).toFixed(1)} s`;
  return minutes(Math.round(wholeMs / 1_000));
}

function minutes(wholeSeconds: number): string {
  const wholeMinutes = Math.floor(wholeSeconds / 60);
  if (wholeMinutes < 60) return `${wholeMinutes} min ${wholeSeconds % 60} s`;
  return `${Math.floor(wholeMinutes / 60)} h ${wholeMinutes % 60} min`;
}
