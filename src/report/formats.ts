/**
 * The table of report formats: a file and a line each; the compiler asks for every name of `format-names.ts`. Those that few
 * runs ask for are loaded when they are.
 */
import { createRequire } from 'node:module';
import { renderCtrf } from './ctrf.ts';
import type { Format } from './format.ts';
import type { FormatName } from './format-names.ts';
import { renderGithub } from './github.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { renderNdjson } from './ndjson.ts';
import { renderPretty } from './pretty.ts';
import { renderTap } from './tap.ts';

const require = createRequire(import.meta.url);
const html = (): typeof import('./html.ts') => require('./html.ts');
const pdf = (): typeof import('./pdf.ts') => require('./pdf.ts');
const sarif = (): typeof import('./sarif.ts') => require('./sarif.ts');
const intoto = (): typeof import('./intoto.ts') => require('./intoto.ts');

export const formats = {
  pretty: { render: renderPretty, extension: 'txt' },
  json: { render: renderJson, extension: 'json' },
  ndjson: { render: renderNdjson, extension: 'ndjson' },
  junit: { render: renderJunit, extension: 'xml' },
  ctrf: { render: renderCtrf, extension: 'ctrf.json' },
  tap: { render: renderTap, extension: 'tap' },
  markdown: { render: renderMarkdown, extension: 'md' },
  html: { render: (report, context) => html().renderHtml(report, context), extension: 'html' },
  pdf: {
    render: (report, context) => html().renderHtml(report, context),
    convert: (page, giveUp) => pdf().printPdf(page, giveUp),
    extension: 'pdf',
  },
  github: { render: renderGithub, extension: 'txt' },
  sarif: { render: (report) => sarif().renderSarif(report), extension: 'sarif' },
  intoto: { render: (report) => intoto().renderIntoto(report), extension: 'intoto.json' },
} as const satisfies Record<FormatName, Format>;
