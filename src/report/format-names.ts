/** The names alone, so that the command line is read without loading what renders. */
export const FORMAT_NAMES = [
  'pretty',
  'json',
  'ndjson',
  'junit',
  'ctrf',
  'tap',
  'markdown',
  'html',
  'pdf',
  'github',
  'sarif',
  'intoto',
] as const;

export type FormatName = (typeof FORMAT_NAMES)[number];

export function isFormatName(name: string): name is FormatName {
  return (FORMAT_NAMES as readonly string[]).includes(name);
}
