/** The formats that have a meaning, and those that are checked. */
import { type FormatName, fullFormats } from 'ajv-formats/dist/formats.js';

/** JSON Schema 2020-12 Validation §7.3 names these; ajv-formats does not check them. */
const UNCHECKED = ['idn-email', 'idn-hostname', 'iri', 'iri-reference'];

/** Whether values are held against it. */
export interface FormatTest {
  /** Of which values it says something. */
  readonly of: 'string' | 'number';
  readonly holds: (value: never) => boolean;
}

export function isKnownFormat(name: string): boolean {
  return isChecked(name) || UNCHECKED.includes(name);
}

/** As ajv has it from ajv-formats; undefined where `name` asks nothing of a value. */
export function formatTest(name: string): FormatTest | undefined {
  const format = isChecked(name) ? fullFormats[name] : true;
  if (typeof format === 'boolean') return undefined;
  if (format instanceof RegExp) return { of: 'string', holds: (text) => format.test(text) };
  if (typeof format === 'function') return { of: 'string', holds: format };
  const { type = 'string', validate } = format as { type?: FormatTest['of']; validate: RegExp | FormatTest['holds'] };
  return { of: type, holds: validate instanceof RegExp ? (text) => validate.test(text) : validate };
}

function isChecked(name: string): name is FormatName {
  return Object.hasOwn(fullFormats, name);
}
