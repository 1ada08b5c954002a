/** The table of report formats. A new one is added here and nowhere else. */
import type { Format } from './format.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { ndjsonLine, renderNdjson } from './ndjson.ts';
import { renderPretty } from './pretty.ts';

export const formats = {
  pretty: { render: renderPretty, extension: 'txt' },
  json: { render: renderJson, extension: 'json' },
  ndjson: { render: renderNdjson, event: ndjsonLine, extension: 'ndjson' },
  junit: { render: renderJunit, extension: 'xml' },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formats, name);
}
