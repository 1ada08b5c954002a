import { UsageError } from '../model.ts';

/** `500ms`, `5s` or `2m` in milliseconds. `option` is as people wrote it. Throws UsageError. */
export function durationOf(option: string, value: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(value) ?? [];
  const ms = Number(number) * ({ ms: 1, s: 1000, m: 60_000 }[unit ?? ''] ?? Number.NaN);
  if (ms > 0 && ms < 2 ** 31) return ms;
  throw new UsageError(`${option} takes a duration such as 500ms, 5s or 2m, not ${JSON.stringify(value)}`);
}
