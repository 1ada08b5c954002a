/** The types of JSON that schemas which hold together leave. */
import { numberIn, type Schema } from './side.ts';

export const TYPES = ['null', 'boolean', 'object', 'array', 'string', 'number'] as const;
export type TypeName = (typeof TYPES)[number];

export interface Types {
  readonly names: ReadonlySet<TypeName>;
  /** Of numbers, whole ones alone (JSON Schema 2020-12 Validation §6.1.1: 1.0 is one). */
  readonly areIntegers: boolean;
}

export function typesOf(leaves: readonly Schema[]): Types {
  let names = new Set<TypeName>(TYPES);
  let areIntegers = false;
  for (const leaf of leaves) {
    const own = ownTypes(leaf);
    names = new Set([...names].filter((name) => own.names.has(name)));
    areIntegers ||= own.areIntegers || isWhole(numberIn(leaf, 'multipleOf'));
  }
  return { names, areIntegers };
}

function ownTypes({ type }: Schema): Types {
  const written = typeof type === 'string' ? [type] : Array.isArray(type) ? type : undefined;
  if (!written) return { names: new Set(TYPES), areIntegers: false };
  const areIntegers = written.includes('integer') && !written.includes('number');
  const names = TYPES.filter((name) => written.includes(name) || (name === 'number' && areIntegers));
  return { names: new Set(names), areIntegers };
}

function isWhole(step: number | undefined): boolean {
  return step !== undefined && step >= 1 && Number.isInteger(step);
}

export function typeOf(value: unknown): TypeName {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : (typeof value as TypeName);
}
