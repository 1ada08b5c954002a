import { formats } from '../../src/report/formats.ts';

/** Formats that can be had everywhere, and read: a PDF needs a browser. */
export const TEXT_FORMATS = Object.keys(formats).filter((name) => name !== 'pdf');
/** What a statement vouches for where the folder is no repository. */
export const COMMIT = { BUILD_SOURCEVERSION: 'c'.repeat(40) };
