/** Where two values differ, for those too large to compare by eye. */
import { type Redact, showOperand } from './mismatch.ts';
import { type Compound, isCompound, same } from './same.ts';

const MOST_DIFFERENCES = 8;
const SHORT_TEXT = 80;
const CONTEXT = 30;

/** One line per place that differs; `undefined` where the two values themselves say it all. */
export function difference(expected: unknown, received: unknown, redact: Redact): string | undefined {
  if (typeof expected === 'string' && typeof received === 'string') {
    return textDifference(redact(expected), redact(received));
  }
  if (!isCompound(expected) || !isCompound(received)) return undefined;
  const lines: string[] = [];
  walk('$', expected, received, (path, left, right) => {
    lines.push(`${path}: expected ${showOperand(left, redact)}, received ${showOperand(right, redact)}`);
    return lines.length < MOST_DIFFERENCES;
  });
  return lines.join('\n') || undefined;
}

/** Calls `visit` for each place that differs; stops when it returns false. */
type Visit = (path: string, expected: unknown, received: unknown) => boolean;

function walk(path: string, expected: unknown, received: unknown, visit: Visit): boolean {
  if (same(expected, received)) return true;
  if (!isCompound(expected) || !isCompound(received) || Array.isArray(expected) !== Array.isArray(received)) {
    return visit(path, expected, received);
  }
  const child = (key: string) => (Array.isArray(expected) ? `${path}[${key}]` : `${path}.${key}`);
  const keys = new Set([...Object.keys(expected), ...Object.keys(received)]);
  return [...keys].every((key) => walk(child(key), own(expected, key), own(received, key), visit));
}

function textDifference(expected: string, received: string): string | undefined {
  if (expected.length <= SHORT_TEXT && received.length <= SHORT_TEXT) return undefined;
  let index = 0;
  while (index < expected.length && expected[index] === received[index]) index++;
  const from = Math.max(0, index - CONTEXT);
  const part = (text: string) => JSON.stringify(text.slice(from, index + CONTEXT));
  return `from character ${index + 1}: expected ${part(expected)}, received ${part(received)}`;
}

function own(value: Compound, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
