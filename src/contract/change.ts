/** One thing that is different from the last release. */
import type { Level } from '../model.ts';

export interface Change {
  /** The rule that tells it. */
  readonly rule: string;
  /** What it is for those who use the server; `unsure` where it cannot be told. */
  readonly kind: 'breaking' | 'unsure' | 'added' | 'reworded';
  readonly level?: Level;
  readonly message: string;
  readonly evidence?: string;
}

const LONGEST = 400;

export function breaking(rule: string, message: string, evidence?: string): Change {
  return { rule, kind: 'breaking', message, ...(evidence === undefined ? {} : { evidence }) };
}

export function unsure(rule: string, message: string, evidence?: string): Change {
  return { rule, kind: 'unsure', level: 'warning', message, ...(evidence === undefined ? {} : { evidence }) };
}

export function added(message: string): Change {
  return { rule: 'contract-added', kind: 'added', message };
}

/** A value as JSON, not too much of it. */
export function shown(value: unknown, longest = LONGEST): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text;
}
