/** What to do: the smoke file as data, each part with its place in the file. */

import type { Answers } from './answers.ts';
import type { Cover } from './cover.ts';
import type { CustomCheck } from './custom-check.ts';
import type { Expectation } from './expectation.ts';
import type { Json, JsonObject, Place } from './json.ts';
import type { Level } from './level.ts';
import type { ServerSpec } from './server.ts';

export interface Capture {
  readonly variable: string;
  /** JSONPath (RFC 9535). */
  readonly path: string;
  /** The value may appear in no output from then on. */
  readonly isSecret?: boolean;
  readonly at: Place;
}

/** Opt-in experiments; each is a file in `probes/`. */
export const PROBES = [
  'unknown-tool',
  'bad-args',
  'garbage',
  'cancel',
  'concurrent-pair',
  'big-arg',
  'unicode',
  'discover',
  'stateless',
  'fresh-list',
  'http-guards',
  'disconnect',
] as const;
export type ProbeName = (typeof PROBES)[number];

/** The kinds of scripted steps that are requests of MCP; beside them there are plain HTTP requests. */
export type ScriptedKind = 'call' | 'resource' | 'prompt' | 'request';

/** A plain HTTP request, for apps that host a server beside other routes. Strings may hold `${}`. */
export interface HttpRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as application/json. */
  readonly json?: Json;
  /** Sent as it is. */
  readonly body?: string;
}

/** A scripted step. Strings may hold `${}` that only the run can expand: captures, `uuid`, `i`. */
export interface PlannedStep {
  /** Unique within the plan. */
  readonly id: string;
  readonly kind: ScriptedKind | 'http';
  readonly name: string;
  /** For people who read a report. */
  readonly description?: string;
  /** The tool's name, the resource's URI, the prompt's name, the method of a request, or the URL of an http step. */
  readonly target: string;
  /** Of a request: its `params`. */
  readonly args: JsonObject;
  /** Of one row of `cases`: its values, as `case.NAME`. */
  readonly vars?: Readonly<Record<string, Json>>;
  /** Of one row of `cases`: what the steps of all rows are called together. */
  readonly caseOf?: string;
  /** Of an http step. */
  readonly http?: HttpRequest;
  /** Per call; the plan's `timeoutMs` where absent. */
  readonly timeoutMs?: number;
  readonly expect: Expectation;
  /** When the server asks meanwhile; they come before those of the file. */
  readonly answers?: Answers;
  readonly capture: readonly Capture[];
  /** Names of captures of earlier steps that this one uses. */
  readonly needs: readonly string[];
  readonly retry: { readonly attempts: number; readonly delayMs: number };
  readonly repeat: { readonly count: number; readonly concurrency: number };
  readonly sendInvalid: boolean;
  readonly allowDestructive: boolean;
  /** The call may be made again: to see whether only the first one hangs. */
  readonly safe: boolean;
  /** The reason to skip. */
  readonly skip?: string;
  /** What the file still lacks, and where it says so: for that the step is skipped. */
  readonly todo?: { readonly text: string; readonly at: Place };
  /** Environment names that must be set and not empty. */
  readonly whenEnv: readonly string[];
  readonly tags: readonly string[];
  readonly teardown: boolean;
  readonly at: Place;
  /** JSON pointer inside the step (`/args/id`) to its place. */
  readonly places: Pick<ReadonlyMap<string, Place>, 'get'>;
}

/** A step that is a request of MCP. */
export type McpStep = PlannedStep & { readonly kind: ScriptedKind };

export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** A smoke file that cannot be used, and why. */
export interface UnreadFile {
  /** As that of a plan. */
  readonly file: string;
  readonly source: string;
  /** At least one. */
  readonly problems: readonly { readonly message: string; readonly hint: string; readonly place: Place }[];
}

export interface Plan {
  readonly name: string;
  /** As shown to people and in reports: relative to the working folder; empty for `probe`. */
  readonly file: string;
  /** The file's text, for code frames. */
  readonly source: string;
  /** The file as it is, byte order mark included. */
  readonly bytes?: Uint8Array;
  /** Names of the environment variables that the file uses, each once. */
  readonly variables?: readonly string[];
  readonly cover?: Cover;
  readonly server: ServerSpec;
  /** Why it is not even started: its credentials are not set, or there is a mistake in the config that names it. */
  readonly notTried?: { readonly status: 'skipped' | 'broken'; readonly reason: string };
  /** `auto` or one protocol revision; `isListed`: one of several that the script runs with. */
  readonly protocol: string;
  readonly isListed?: true;
  readonly secrets: readonly Secret[];
  /** Expanded `vars` and `--var`. */
  readonly vars: Readonly<Record<string, Json>>;
  /** The environment `${env:NAME}` reads. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly limits: { readonly messageBytes: number };
  /** What the server must and must not offer. */
  readonly tools: {
    readonly include: readonly { readonly name: string; readonly at: Place }[];
    readonly exclude: readonly { readonly name: string; readonly at: Place }[];
  };
  /** `all`: an untested tool fails; `off`: nothing is said; otherwise it is a warning. */
  readonly coverage: 'all' | 'warn' | 'off';
  /** Ask a hanging server where it is: by signals, and by Node's inspector. Never one that we did not start. */
  readonly diagnose: boolean;
  /** Levels set by the user, by rule id. */
  readonly rules: Readonly<Record<string, Level | 'off'>>;
  /** Reports that the file names: a format, or the path of a module that renders, and where to. Paths as that of the file. */
  readonly reporters?: readonly { readonly format: string; readonly path: string }[];
  /** Rules of the user's own. */
  readonly checks?: readonly CustomCheck[];
  readonly steps: readonly PlannedStep[];
  /** What the host says when the server asks. */
  readonly answers?: Answers;
  /** Runs always, also after a failure or an interrupt. */
  readonly teardown: readonly PlannedStep[];
  /** Experiments beyond the script, each on a server of its own. */
  readonly probes: readonly ProbeName[];
  /** `probe --call read-only`: call read-only tools with inputs made from their schemas. */
  readonly callReadOnly: boolean;
}
