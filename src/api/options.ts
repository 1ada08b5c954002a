/** Options of the library: those of the command line, by the same names, in camel case. */
import type { AnyCheck } from '../checks/custom.ts';
import type { Reporter } from '../engine/own-formats.ts';
import type { ProbeName } from '../model.ts';
import type { FormatName } from '../report/format-names.ts';
import type { SmokeCover } from './smoke-file.ts';

/** Milliseconds, or text such as `500ms`, `5s`, `2m`. */
export type Duration = number | string;

/**
 * A report to be written: `junit=out.xml`, `./my-reporter.js=out.txt`, `{ junit: 'out.xml' }` with as many formats as are
 * wanted, or what renders it, with its path.
 */
export type ReportOption =
  | string
  | Readonly<Partial<Record<FormatName, string>>>
  | { readonly reporter: Reporter; readonly path: string };

/** What every run takes. */
export interface RunnerOptions {
  /** Aborted, the run ends as it does at Ctrl-C: teardown runs, the server is ended, the report comes, with exit code 130. */
  readonly signal?: AbortSignal;
  /** What `${env:NAME}` reads, and what the server is given the safe part of. Default: `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What paths are relative to. Default: the working folder at the time of the call. */
  readonly cwd?: string | URL;
  /** Files to be written at the end, `ndjson` as it goes. */
  readonly report?: ReportOption | readonly ReportOption[];
  /** A warning fails the run. */
  readonly failOnWarning?: boolean;
}

/** What runs against a server take; of the report's own words each wins over its key below `report:` of the file. */
export interface ServerRunOptions extends RunnerOptions, SmokeCover {
  /** Time limit of a call. Default: that of the file, else 30 s. */
  readonly timeout?: Duration;
  /** Time limit of the handshake. Default: that of the file, else 30 s. */
  readonly connectTimeout?: Duration;
  /** Time limit of everything: what runs then is broken, what has not run is skipped; teardown and the end of servers get 5 s more. */
  readonly maxTime?: Duration;
  /** Protocol revision to ask for, or several. Default: that of the file, else `auto`. */
  readonly protocol?: string | readonly string[];
  /** How many servers at once. Default: 1. */
  readonly jobs?: number;
  /** A step that passed late fails the run. */
  readonly failOnFlaky?: boolean;
  /** Tell every frame that crosses the wire, as `wire` events. */
  readonly wire?: boolean;
  /** Rules of your own, beside those that the file names. */
  readonly checks?: readonly AnyCheck[];
  /** File for every frame, one JSON object a line. */
  readonly trace?: string;
}

/** Options of `smoke`. */
export interface SmokeOptions extends ServerRunOptions {
  /** Sets or overrides variables of the file. */
  readonly var?: Readonly<Record<string, string>>;
  /** Files of NAME=VALUE lines for `${env:…}`; `env` itself wins. */
  readonly envFile?: string | readonly string[];
  /** Only steps with one of these tags. */
  readonly tag?: string | readonly string[];
  /** Only steps of these names, and those they need. */
  readonly step?: string | readonly string[];
  /** Only steps whose name or target fits this regular expression. */
  readonly grep?: string;
  /** Path of a JSON report: only what failed there. */
  readonly failed?: string;
  /** Attempts more that a step gets which fails; passing late is `flaky`. */
  readonly retries?: number;
  /** Make each step so many times. */
  readonly repeat?: number;
  /** Stop a file at its first failure; teardown still runs. */
  readonly bail?: boolean;
  /** Call only tools that say readOnlyHint. */
  readonly readOnly?: boolean;
  /** Let steps call tools that say destructiveHint. */
  readonly allowDestructive?: boolean;
  /** A step whose `when: { env }` is not set fails instead of being skipped. */
  readonly requireSecrets?: boolean;
  /** Exit code 0 and not 4 when no step ran. */
  readonly passIfEmpty?: boolean;
  /** Lock file with the contract of the last release, to be compared with. Default: the `baseline` of the file. */
  readonly baseline?: string;
  /** Keep what the server promises now as the contract. */
  readonly updateBaseline?: boolean;
  /** Keep the answers of steps with `snapshot` as they are now. */
  readonly updateSnapshots?: boolean;
}

/** Options of `probe`. */
export interface ProbeOptions extends ServerRunOptions {
  /** `read-only`: call tools that say readOnlyHint, with inputs made from their schemas. Default: `none`. */
  readonly call?: 'none' | 'read-only';
  /** Experiments, each on a server of its own. */
  readonly probes?: 'all' | readonly ProbeName[];
}

/** Options of `lint`. */
export type LintOptions = RunnerOptions;

/** What the report says of itself. */
const COVER = ['title', 'for', 'by', 'logo', 'scope', 'note'];
const RUNNER = ['signal', 'env', 'cwd', 'report', 'failOnWarning'];
const SERVER = [
  ...RUNNER,
  ...['timeout', 'connectTimeout', 'maxTime', 'protocol', 'jobs', 'failOnFlaky', 'wire', 'trace', 'checks'],
  ...COVER,
];

/** Those that are text, or are not given. */
export const TEXT_OPTIONS: readonly string[] = ['grep', 'failed', 'baseline', 'trace', ...COVER];

/** By function, what it takes. */
export const KNOWN_OPTIONS = {
  smoke: [
    ...SERVER,
    ...['var', 'envFile', 'tag', 'step', 'grep', 'failed', 'retries', 'repeat', 'bail', 'readOnly', 'allowDestructive'],
    ...['requireSecrets', 'passIfEmpty', 'baseline', 'updateBaseline', 'updateSnapshots'],
  ],
  probe: [...SERVER, 'call', 'probes'],
  lint: RUNNER,
} as const;
