import type { Redactor } from '../redact/redactor.ts';

/** What an output needs of the redactor. */
export type Cleaner = Pick<Redactor, 'text' | 'scan' | 'scanLong' | 'scanLines' | 'secrets'>;
