/** The meta-schemas as functions. The bundle has them ready made (scripts/ready-made.mjs): to compile one takes 50 ms. */
import { Ajv, type ErrorObject, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import draft06Meta from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import type { Dialect } from './dialect.ts';

/** As ajv makes them. */
export interface MetaValidator {
  (schema: unknown): boolean | Promise<unknown>;
  errors?: readonly ErrorObject[] | null;
}

const CLASSES = { 'draft-06': Ajv, 'draft-07': Ajv, '2019-09': Ajv2019, '2020-12': Ajv2020 };
const IDS: Readonly<Record<Dialect, string>> = {
  'draft-06': 'http://json-schema.org/draft-06/schema',
  'draft-07': 'http://json-schema.org/draft-07/schema',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
};
/** Formats are off: whether `$id` is a good URI is for whoever resolves it. */
const SILENT: Options = {
  strict: false,
  logger: false,
  validateSchema: false,
  allErrors: true,
  validateFormats: false,
};

/** Compiles the meta-schema of `dialect`, or has it ready. */
export function newMetaValidator(dialect: Dialect): MetaValidator {
  const { ajv, id } = metaAjv(dialect, { optimize: false });
  const validate = ajv.getSchema(id)!;
  validate(true);
  return validate as MetaValidator;
}

/** The instance that compiles it, with options for its code, and what it is called there. */
export function metaAjv(dialect: Dialect, code: Options['code']): { ajv: Ajv; id: string } {
  const ajv = new CLASSES[dialect]({ ...SILENT, code: code! });
  if (dialect === 'draft-06') ajv.addMetaSchema(draft06Meta);
  return { ajv, id: IDS[dialect] };
}
