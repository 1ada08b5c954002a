/** The options that several commands share, as data; help, checks and parsing come from here. */
import type { InferredOptionTypes, Options } from 'yargs';
import { durationOf } from '../engine/duration.ts';
import { withEnvFiles } from '../engine/env-files.ts';
import { UsageError } from '../model.ts';

const text = { type: 'string', requiresArg: true } as const satisfies Options;
const list = { type: 'string', array: true, nargs: 1, requiresArg: true, default: [] as string[] } as const;
const flag = { type: 'boolean', default: false } as const satisfies Options;

/** What a report says of itself: `run`, `probe` and `report`; each wins over its key below `report:` of the file. */
export const COVER_OPTIONS = {
  title: { ...text, describe: 'Title of the report (the name of the file)' },
  for: { ...text, describe: 'Whom the report is for: the client' },
  by: { ...text, describe: 'Who hands it over: the supplier' },
  logo: { ...text, describe: 'Picture for the report: SVG, PNG, JPEG, GIF or WebP, at most 128 KiB' },
  scope: { ...text, describe: 'What was tested, for the report: "staging, build 4711"' },
  note: { ...text, describe: 'A sentence or two for the report' },
} as const satisfies Record<string, Options>;

/** How a run goes and how it is reported: `run` and `probe`. */
export const RUN_OPTIONS = {
  report: {
    ...list,
    describe:
      'FORMAT[=PATH]: pretty, json, ndjson, junit, ctrf, tap, markdown, github, html, pdf, sarif, intoto, or a module of your own; repeatable; without a path it goes to stdout',
  },
  trace: { ...text, describe: 'File for every frame that crosses the wire, one JSON object a line; -vv shows them' },
  ...COVER_OPTIONS,
  timeout: { ...text, describe: 'Time limit of a call (30s)' },
  'connect-timeout': { ...text, describe: 'Time limit of the handshake (30s)' },
  'max-time': {
    ...text,
    describe: 'Time limit of everything (teardown gets 5 s more); what has not run by then is skipped',
  },
  protocol: { ...text, describe: 'Protocol revision to ask for, or a list (auto)' },
  'fail-on-flaky': { ...flag, describe: 'A step that passed late fails the run' },
  'fail-on-warning': { ...flag, describe: 'A warning fails the run' },
  quiet: { ...flag, alias: 'q', describe: 'Failures and the summary only' },
  verbose: { type: 'count', alias: 'v', describe: 'More: -v shows notes and passed details, -vv the wire' },
  color: { type: 'boolean', describe: 'Colour, or --no-color (default: on a terminal, unless NO_COLOR is set)' },
} as const satisfies Record<string, Options>;

/** What a smoke file is read with. */
export const FILE_OPTIONS = {
  var: { ...list, describe: 'NAME=VALUE: sets or overrides one of the file’s vars; repeatable' },
  'env-file': {
    ...list,
    alias: 'dotenv',
    describe:
      'File of NAME=VALUE lines for ${env:…}; the environment itself wins. As --dotenv Node does not read it before us',
  },
} as const satisfies Record<string, Options>;

export type RunArguments = InferredOptionTypes<typeof RUN_OPTIONS>;
export type CoverArguments = InferredOptionTypes<typeof COVER_OPTIONS>;
export type FileArguments = InferredOptionTypes<typeof FILE_OPTIONS>;

/** `500ms`, `5s` or `2m` in milliseconds. Throws UsageError. */
export function durationMs(option: string, value: string): number {
  return durationOf(`--${option}`, value);
}

export function parseVars(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map(parseVar));
}

function parseVar(value: string): [string, string] {
  const equals = value.indexOf('=');
  if (equals < 1) throw new UsageError(`--var takes NAME=VALUE, not ${JSON.stringify(value)}`);
  return [value.slice(0, equals), value.slice(equals + 1)];
}

/** The environment over what the files say. Throws UsageError for a file that cannot be read. */
export function environmentOf(files: readonly string[]): Record<string, string | undefined> {
  return withEnvFiles(files, process.cwd(), process.env, '--dotenv');
}
