/** Readers of numbers with a unit. */
import type { Node } from '../node.ts';
import { type Reader, refuse } from './reader.ts';

const DURATIONS = { ms: 1, s: 1_000, m: 60_000 };
const SIZES = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };
const LEAST_SMALL = 100;
const DAY_MS = 24 * 60 * DURATIONS.m;

/** `500ms`, `5s`, `1.5m`: milliseconds, more than 0 and at most a day. */
export const duration = quantity('a duration such as 500ms, 5s or 2m', DURATIONS, 's', [1, DAY_MS]);
/** As `duration`, or `0s`. */
export const pause = quantity('a duration such as 500ms, 5s or 2m', DURATIONS, 's', [0, DAY_MS]);
/** `32MiB`: bytes, 1 KiB to 256 MiB. */
export const size = quantity('a size such as 512KiB or 32MiB', SIZES, 'MiB', [1024, 256 * SIZES.MiB]);

function quantity(
  expected: string,
  units: Readonly<Record<string, number>>,
  usual: string,
  [least, most]: readonly [number, number],
): Reader<number> {
  const pattern = new RegExp(`^(\\d{1,12}(?:\\.\\d{1,6})?)\\s?(${Object.keys(units).join('|')})$`);
  const spell = (value: number) => spelled(value, units);
  return (node, problems) => {
    const match = pattern.exec(String(scalarOf(node)));
    if (!match) return refuse(node, problems, expected, missingUnit(node, usual, units));
    const value = Math.round(Number(match[1]) * units[match[2] ?? '']!);
    if (value >= least && value <= most) return value;
    problems.add(node.at, `out of range: from ${spell(least)} to ${spell(most)}`);
    return undefined;
  };
}

function scalarOf(node: Node): unknown {
  return node.kind === 'scalar' ? node.value : undefined;
}

/** Without a unit, a large number is meant in the smallest one: milliseconds, bytes. */
function missingUnit(node: Node, usual: string, units: Readonly<Record<string, number>>): string {
  const value = scalarOf(node);
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
  if (!isNumber) return `units: ${Object.keys(units).join(', ')}`;
  const small = Object.keys(units)[0]!;
  const inSmall = `${value}${small}`;
  const meant = spelled(Number(value), units);
  if (Number(value) < LEAST_SMALL) return `add the unit: ${value}${usual}`;
  return `add the unit: ${meant}${meant === inSmall ? '' : ` (${inSmall})`}`;
}

function spelled(value: number, units: Readonly<Record<string, number>>): string {
  const fits = Object.entries(units).filter(([, factor]) => value >= factor && value % factor === 0);
  const [unit, factor] = fits.at(-1) ?? Object.entries(units)[0]!;
  return `${value / factor}${unit}`;
}
