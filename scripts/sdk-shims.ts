/**
 * In the place of what the SDK's server loads by runtime: its validator, another copy of ajv, is for forms that a server asks a
 * user to fill in. `serve` asks nobody for anything.
 */
import process from 'node:process';

export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new Error('serve asks nobody to fill in a form');
  }
}

export { process };
