/** The table of report formats: a file and a line each; the compiler asks for every name of `format-names.ts`. */
import { renderCtrf } from './ctrf.ts';
import type { Format } from './format.ts';
import type { FormatName } from './format-names.ts';
import { renderGithub } from './github.ts';
import { renderHtml } from './html.ts';
import { renderIntoto } from './intoto.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { renderNdjson } from './ndjson.ts';
import { pdf } from './pdf.ts';
import { renderPretty } from './pretty.ts';
import { renderSarif } from './sarif.ts';
import { renderTap } from './tap.ts';

export const formats = {
  pretty: { render: renderPretty, extension: 'txt' },
  json: { render: renderJson, extension: 'json' },
  ndjson: { render: renderNdjson, extension: 'ndjson' },
  junit: { render: renderJunit, extension: 'xml' },
  ctrf: { render: renderCtrf, extension: 'ctrf.json' },
  tap: { render: renderTap, extension: 'tap' },
  markdown: { render: renderMarkdown, extension: 'md' },
  html: { render: renderHtml, extension: 'html' },
  pdf,
  github: { render: renderGithub, extension: 'txt' },
  sarif: { render: renderSarif, extension: 'sarif' },
  intoto: { render: renderIntoto, extension: 'intoto.json' },
} as const satisfies Record<FormatName, Format>;
