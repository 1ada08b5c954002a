/** Turns a prepared schema into a validator, or says which of its references lead nowhere. */
import { MissingRefError, type ValidateFunction } from 'ajv';
import { pointerTo } from '../json/pointer.ts';
import type { SchemaProblem } from '../model.ts';
import { excerpt } from '../text/excerpt.ts';
import { LONGEST_QUOTE } from '../text/quote.ts';
import type { Dialect } from './dialect.ts';
import { compileNameless, newEngine } from './engine.ts';
import { type Position, schemaPositions } from './positions.ts';
import { withoutIds } from './prepare.ts';

const MAX_UNRESOLVED = 10;
const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'];
/** Wherever they stand: an instance of ajv knows one schema by a name, and looks for names in what is no schema, too. */
const NAMES = /"\$(?:id|anchor|dynamicAnchor|recursiveAnchor)":/;

/** A schema as functions; ajv leaves its errors on them. */
export interface Compiled {
  /** Collects all errors. */
  readonly full: ValidateFunction;
  /** Compiles what stops at the first, for values on which the other takes too long. */
  readonly makeQuick: () => ValidateFunction;
}

interface Built {
  readonly problems: readonly SchemaProblem[];
  readonly compiled?: Compiled;
}

/** Identifiers that clash or cannot be parsed are dropped before the schema is called uncompilable. */
export function build(schema: unknown, dialect: Dialect): Built {
  try {
    return { problems: [], compiled: compile(schema, dialect) };
  } catch (error) {
    // Too little stack is no fault of the schema.
    if (error instanceof RangeError) throw error;
    if (error instanceof MissingRefError) return { problems: unresolved(schema, dialect, error) };
    return buildWithoutIds(schema, dialect, error);
  }
}

function buildWithoutIds(schema: unknown, dialect: Dialect, first: unknown): Built {
  try {
    return { problems: [], compiled: compile(withoutIds(schema), dialect) };
  } catch (error) {
    if (error instanceof RangeError) throw error;
    const told = error instanceof MissingRefError ? error : first;
    const message = `cannot be compiled: ${told instanceof Error ? told.message : String(told)}`;
    return { problems: [{ kind: 'schema-uncompilable', message: excerpt(message, LONGEST_QUOTE), where: '' }] };
  }
}

function compile(schema: unknown, dialect: Dialect): Compiled {
  const meta = schemaPositions(schema).some(refersToMetaSchema);
  const isNameless = !meta && !NAMES.test(JSON.stringify(schema));
  const make = (allErrors: boolean): ValidateFunction =>
    isNameless
      ? compileNameless(schema, dialect, allErrors)
      : newEngine(dialect, { meta, allErrors }).compile(schema as object | boolean);
  return { full: make(true), makeQuick: () => make(false) };
}

function refersToMetaSchema(position: Position): boolean {
  return refsIn(position).some(({ ref }) => ref.includes('json-schema.org/'));
}

/** ajv stops at the first; each is cut out of a copy and the copy compiled again, to name them all. */
function unresolved(schema: unknown, dialect: Dialect, first: MissingRefError): SchemaProblem[] {
  const copy = structuredClone(schema);
  const problems: SchemaProblem[] = [];
  for (let error: MissingRefError | undefined = first; error && problems.length < MAX_UNRESOLVED; ) {
    const places = cutOut(copy, error);
    problems.push(...places);
    if (places.length === 0) problems.push({ kind: 'unresolved-ref', message: error.message, where: '' });
    error = places.length === 0 ? undefined : nextMissing(copy, dialect);
  }
  return problems.slice(0, MAX_UNRESOLVED);
}

function nextMissing(schema: unknown, dialect: Dialect): MissingRefError | undefined {
  try {
    compile(schema, dialect);
  } catch (error) {
    if (error instanceof MissingRefError) return error;
    if (error instanceof RangeError) throw error;
  }
  return undefined;
}

function cutOut(schema: unknown, error: MissingRefError): SchemaProblem[] {
  const missing = schemaPositions(schema).flatMap((position) =>
    refsIn(position).filter(({ ref }) => error.message.startsWith(`can't resolve reference ${ref} from id`)),
  );
  for (const { position, key } of missing) delete position.schema[key];
  return missing.map(({ position, key, ref }) => ({
    kind: 'unresolved-ref',
    message: `"${key}": ${JSON.stringify(excerpt(ref, LONGEST_QUOTE))} leads nowhere${outside(ref)}`,
    where: pointerTo(position.pointer, key),
  }));
}

function outside(ref: string): string {
  return ref.startsWith('#') ? '' : '; other documents are not fetched';
}

function refsIn(position: Position): { position: Position; key: string; ref: string }[] {
  return REFERENCES.flatMap((key) => {
    const ref = position.schema[key];
    return typeof ref === 'string' ? [{ position, key, ref }] : [];
  });
}
