/** ajv, one instance for each dialect, silent, strict about nothing that JSON Schema allows. */
import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { _Code } from 'ajv/dist/compile/codegen/code.js';
import draft06Meta from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import formats from 'ajv-formats';
import type { Dialect } from './dialect.ts';
import { mendKeywords } from './mended-keywords.ts';
import { type MetaValidator, newMetaValidator } from './meta-validators.ts';
import { readPattern } from './patterns.ts';

const CLASSES = { 'draft-06': Ajv, 'draft-07': Ajv, '2019-09': Ajv2019, '2020-12': Ajv2020 };
/** ajv's optimiser takes time that grows faster than a schema, and changes no verdict. */
const SILENT: Options = {
  code: {
    optimize: false,
    regExp: Object.assign((source: string) => readPattern(source).regexp, { code: 'new RegExp' }),
  },
  strict: false,
  logger: false,
  validateSchema: false,
};

/** What it has compiled stays in it, whoever asks for it. */
const MOST = 50;
const shared = new Map<string, { readonly ajv: Ajv; left: number }>();

/** Compiles a schema that calls nothing by a name: those need nothing of each other, and no instance of their own. */
export function compileNameless(schema: unknown, dialect: Dialect, allErrors: boolean): ValidateFunction {
  const key = `${dialect} ${allErrors}`;
  const { ajv, left } = shared.get(key) ?? { ajv: newEngine(dialect, { meta: false, allErrors }), left: MOST };
  // What throws, or is cut short, may leave it broken.
  shared.delete(key);
  const validate = ajv.compile(schema as object | boolean);
  if (left > 1) shared.set(key, { ajv, left: left - 1 });
  return validate;
}

/** `meta`: the schema refers to a meta-schema, so it must be there (it costs 20 ms). */
export function newEngine(dialect: Dialect, options: { meta: boolean; allErrors: boolean }): Ajv {
  // Drafts 6 and 7 say that nothing beside `$ref` counts; only own properties are there, whatever `toString` is.
  const rules = { ignoreKeywordsWithRef: dialect === 'draft-06' || dialect === 'draft-07', ownProperties: true };
  const ajv = new CLASSES[dialect]({ ...SILENT, ...options, ...rules, validateFormats: true });
  if (options.meta && dialect === 'draft-06') ajv.addMetaSchema(draft06Meta);
  formats.default(ajv, { keywords: false });
  ajv.removeKeyword('id');
  mendKeywords(ajv);
  ajv.scope.scopeRefs = scopeRefs;
  return ajv;
}

/**
 * What ajv's own gives, in time that grows with the number of values only: a schema with 9,900 patterns took 25 s, and
 * more stack than there is.
 */
const scopeRefs: Ajv['scope']['scopeRefs'] = (scopeName, values = {}) => {
  const names = Object.values(values).flatMap((group) => [...(group?.values() ?? [])]);
  return new _Code(names.map((name) => `const ${name} = ${scopeName}${name.scopePath};`).join(''));
};

const metaValidators = new Map<Dialect, MetaValidator>();

/** Compiles the dialect's meta-schema, so that no later time limit can cut that short. */
export function warmUp(dialect: Dialect): void {
  if (!metaValidators.has(dialect)) metaValidators.set(dialect, newMetaValidator(dialect));
}

/** What the meta-schema of `dialect` says of `schema`. */
export function metaErrors(schema: unknown, dialect: Dialect): readonly ErrorObject[] {
  warmUp(dialect);
  const validate = metaValidators.get(dialect)!;
  return validate(schema) === true ? [] : (validate.errors ?? []);
}
