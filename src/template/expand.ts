/** `${...}` in strings: one pass, so that a value that comes in is never expanded again. */
import type { Json, JsonObject } from '../model.ts';
import { type Reference, split } from './reference.ts';

/** Where names are looked up: captures before vars; `env` only for `${env:NAME}`. */
export interface Scope {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly vars: Readonly<Record<string, Json>>;
  readonly captures: ReadonlyMap<string, Json>;
  /** The index of `repeat`, from 0; 0 where the step is not repeated. */
  readonly i?: number;
}

/** A name without a value and without a default. An empty environment variable counts as unset. */
export class UnknownVariable extends Error {
  override readonly name = 'UnknownVariable';
  constructor(
    readonly kind: 'env' | 'var',
    readonly variable: string,
  ) {
    super(kind === 'env' ? `environment variable ${variable} is not set` : `no variable or capture ${variable}`);
  }
}

/** What the variables of one string come to is longer than any message may be. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
  constructor() {
    super('with its variables filled in, this is longer than 16 MiB');
  }
}

const LONGEST = 16 * 1024 * 1024;

/**
 * Expands every string inside `value`: items and values, not keys. A string that is one `${name}` and nothing else
 * takes the variable's type; inside a longer string it becomes text, objects and lists as JSON.
 * Throws UnknownVariable, MalformedTemplate and TooLong.
 */
export function expand(value: Json, scope: Scope): Json {
  if (typeof value === 'string') return expandString(value, scope);
  if (Array.isArray(value)) return value.map((item) => expand(item, scope));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expand(item, scope)]));
}

/** As `expand`, for a place that must be text. */
export function expandText(text: string, scope: Scope): string {
  return asText(expandString(text, scope));
}

/** Every reference inside `value`, in order, repeated where it is repeated. Throws MalformedTemplate. */
export function references(value: Json): Reference[] {
  if (typeof value === 'string') return split(value).filter((part) => typeof part !== 'string');
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value as JsonObject).flatMap(references);
}

function expandString(text: string, scope: Scope): Json {
  if (!text.includes('$')) return text;
  const parts = split(text);
  const [first] = parts;
  if (parts.length === 1 && first !== undefined && typeof first !== 'string') return resolve(first, scope);
  let whole = '';
  for (const part of parts) {
    whole += typeof part === 'string' ? part : asText(resolve(part, scope));
    if (whole.length > LONGEST) throw new TooLong();
  }
  return whole;
}

function resolve(reference: Reference, scope: Scope): Json {
  const value = lookUp(reference, scope);
  if (value !== undefined && value !== '') return value;
  if (reference.fallback !== undefined) return reference.fallback;
  if (value === undefined || reference.kind === 'env') {
    throw new UnknownVariable(reference.kind === 'env' ? 'env' : 'var', reference.name);
  }
  return value;
}

function lookUp({ kind, name }: Reference, scope: Scope): Json | undefined {
  if (kind === 'env') return own(scope.env, name);
  if (kind === 'builtin')
    return name === 'uuid' ? process.getBuiltinModule('node:crypto').randomUUID() : (scope.i ?? 0);
  return scope.captures.has(name) ? scope.captures.get(name) : own(scope.vars, name);
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function asText(value: Json): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value);
  } catch {
    // The one reason for plain data: it is longer than a string may be.
    throw new TooLong();
  }
}
