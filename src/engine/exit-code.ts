import { constants } from 'node:os';
import type { Signal } from './interrupts.ts';

/** Which first; signals (128 and more) come before all. */
const ORDER = [70, 5, 2, 3, 1, 4];

/** The exit code that wins. */
export function worse(a: number, b: number): number {
  return rank(a) <= rank(b) ? a : b;
}

/** The exit code that an interrupt adds. */
export function exitCodeOf(signal: Signal | undefined): number {
  return signal ? 128 + constants.signals[signal] : 0;
}

function rank(code: number): number {
  if (code >= 128) return -1;
  const index = ORDER.indexOf(code);
  return index === -1 ? ORDER.length : index;
}
