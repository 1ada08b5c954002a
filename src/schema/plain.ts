/**
 * Schemas of keywords that leave nothing to ask: read in one go, and run without ajv. It answers only where the answer is
 * certain to be ajv's; whatever is rare, doubtful or wrong is left to `judge.ts`.
 */
import { isObject } from '../json/kind.ts';
import type { Dialect } from './dialect.ts';
import { PART_KEYWORDS } from './plain-parts.ts';
import { References } from './plain-references.ts';
import { NOTHING, type Read, type Reader, Run, type Test } from './plain-run.ts';
import { VALUE_KEYWORDS } from './plain-values.ts';
import { isOld } from './resources.ts';

export interface Plain {
  /** Must be run under a limit of time: a pattern may take long. */
  readonly needsGuard: boolean;
  /** Whether `value` fits; undefined where it is not for us to say. Bounded by counted work. */
  readonly fits: (value: unknown) => boolean | undefined;
}

const inWords: Read = (value) => (typeof value === 'string' ? NOTHING : undefined);
const yesOrNo: Read = (value) => (typeof value === 'boolean' ? NOTHING : undefined);
const list: Read = (value) => (Array.isArray(value) ? NOTHING : undefined);
const anything: Read = () => NOTHING;

const KEYWORDS = new Map<string, Read>(
  Object.entries({
    ...VALUE_KEYWORDS,
    ...PART_KEYWORDS,
    title: inWords,
    description: inWords,
    $comment: inWords,
    contentEncoding: inWords,
    contentMediaType: inWords,
    deprecated: yesOrNo,
    readOnly: yesOrNo,
    writeOnly: yesOrNo,
    examples: list,
    default: anything,
    // No keywords of JSON Schema: what generators for TypeScript, Python and OpenAPI leave in it.
    nullable: anything,
    discriminator: anything,
    example: anything,
    strict: anything,
    markdownDescription: anything,
  }),
);
const OF_VENDORS = /^x-/;

/** A schema that has no problem, which is within bounds; undefined where it takes more than this to know. */
export function readPlain(schema: unknown, dialect: Dialect): Plain | undefined {
  if (!isObject(schema)) return undefined;
  const { $schema, ...rest } = schema;
  if ($schema !== undefined && typeof $schema !== 'string') return undefined;
  let needsGuard = false;
  const references = new References();
  const reader: Reader = {
    dialect,
    inside: (part) => references.within(undefined, () => readSchema(part, reader)),
    beside: (other) => readSchema(other, reader),
    refer: (reference) => references.refer(reference),
    needsGuard: () => {
      needsGuard = true;
    },
  };
  const isDefined = references.define(rest, (definition) => readSchema(definition, reader));
  const root = isDefined ? references.target('#', () => readSchema(rest, reader)) : undefined;
  if (root === undefined || !references.areSound()) return undefined;
  return { needsGuard, fits: (value) => new Run().ask(root, value) };
}

function readSchema(schema: unknown, reader: Reader): Test | undefined {
  if (typeof schema === 'boolean') return schema ? NOTHING : () => false;
  if (!isObject(schema)) return undefined;
  const tests: Test[] = [];
  for (const key of Object.keys(schema)) {
    const test = readKeyword(key, schema, reader);
    if (test === undefined) return undefined;
    if (test !== NOTHING) tests.push(test);
  }
  // In older dialects nothing beside a reference counts, and our tests would.
  if (tests.length > 1 && isOld(reader.dialect) && Object.hasOwn(schema, '$ref')) return undefined;
  return together(tests);
}

function readKeyword(key: string, schema: Record<string, unknown>, reader: Reader): Test | undefined {
  const read = KEYWORDS.get(key);
  if (read !== undefined) return read(schema[key], reader, schema);
  return OF_VENDORS.test(key) ? NOTHING : undefined;
}

function together(tests: readonly Test[]): Test {
  if (tests.length === 0) return NOTHING;
  if (tests.length === 1) return tests[0]!;
  return (given, run) => {
    run.spend(tests.length);
    return tests.every((test) => test(given, run));
  };
}
