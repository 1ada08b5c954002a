/** The table of report formats. A new one is added here and nowhere else. */
import { renderCtrf } from './ctrf.ts';
import type { Format } from './format.ts';
import { renderGithub } from './github.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { ndjsonLine, renderNdjson } from './ndjson.ts';
import { renderPretty } from './pretty.ts';
import { renderTap } from './tap.ts';

export const formats = {
  pretty: { render: renderPretty, extension: 'txt' },
  json: { render: renderJson, extension: 'json' },
  ndjson: { render: renderNdjson, event: ndjsonLine, extension: 'ndjson' },
  junit: { render: renderJunit, extension: 'xml' },
  ctrf: { render: renderCtrf, extension: 'ctrf.json' },
  tap: { render: renderTap, extension: 'tap' },
  markdown: { render: renderMarkdown, extension: 'md' },
  html: { render: renderHtml, extension: 'html' },
  github: { render: renderGithub, extension: 'txt' },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formats, name);
}
