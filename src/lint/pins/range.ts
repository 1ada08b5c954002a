/** Which versions of a package a project may be run with: from `low` on, below `high`. */

/** Numbers only: `1.29.0` is [1, 29, 0]; what is missing counts as 0. */
export type Version = readonly number[];

export interface Range {
  readonly low: Version;
  /** Absent: nobody has set an upper bound. */
  readonly high?: Version;
}

export const ANY: Range = { low: [0] };

export type Ternary = 'yes' | 'no' | 'maybe';

/** Whether the version in use is below this one. */
export function isBelow({ low, high }: Range, version: Version): Ternary {
  if (high && compare(high, version) <= 0) return 'yes';
  return compare(low, version) >= 0 ? 'no' : 'maybe';
}

export function intersect(a: Range, b: Range): Range {
  const low = compare(a.low, b.low) >= 0 ? a.low : b.low;
  const highs = [a.high, b.high].filter((high) => high !== undefined).sort(compare);
  return highs[0] ? { low, high: highs[0] } : { low };
}

/** `>=1.2,<2`, `~=1.2`, `==1.*`, `^1.2`, `1.9.4`: requirements of PEP 440, of Poetry and of npm. */
export function rangeOf(requirement: string): Range {
  // Alternatives are as wide as the first of them is not; nothing is known.
  if (requirement.includes('||')) return ANY;
  const parts = requirement.split(/[,\s]+(?=[<>=~^!\d])|,/).map((part) => part.trim());
  return parts.map(partRange).reduce(intersect, ANY);
}

const PART = /^(===?|>=|<=|<|>|~=|~|\^|!=)?\s*v?(\d+(?:\.\d+)*)(\.\*)?/;

function partRange(part: string): Range {
  const [, sign = '', text, star] = PART.exec(part) ?? [];
  if (text === undefined || sign === '!=') return ANY;
  const version = text.split('.').slice(0, 4).map(Number);
  if (sign === '>=') return { low: version };
  if (sign === '>') return { low: next(version, version.length - 1) };
  if (sign === '<') return { low: [0], high: version };
  if (sign === '<=') return { low: [0], high: [...version, 1] };
  if (sign === '^')
    return {
      low: version,
      high: next(
        version,
        Math.max(
          0,
          version.findIndex((one) => one > 0),
        ),
      ),
    };
  if (sign === '~=') return { low: version, high: next(version, Math.max(0, version.length - 2)) };
  if (sign === '~') return { low: version, high: next(version, Math.min(1, version.length - 1)) };
  if (star) return { low: version, high: next(version, version.length - 1) };
  return { low: version, high: [...version, 0, 1] };
}

/** The first version after all that begin with these numbers. */
function next(version: Version, index: number): Version {
  return [...version.slice(0, index), (version[index] ?? 0) + 1];
}

function compare(a: Version, b: Version): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
