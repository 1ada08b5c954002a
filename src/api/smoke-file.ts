/** The smoke file as an object. `docs/smoke-file.md` says what each key means; the run checks all of it. */
import type { Cover, ProbeName } from '../model.ts';

type Text = Readonly<Record<string, string>>;

/** Any JSON. */
type Value = unknown;

/** Matchers, such as `{ contains: 'created' }`; a bare value means `equals`. */
export type SmokeMatcher = Value;

/** By JSONPath (RFC 9535). */
export type SmokePaths = Readonly<Record<string, SmokeMatcher>>;

/** `server:`. One of `command`, `url`, `from` and `package` says which kind it is. */
export interface SmokeServer {
  readonly command?: string;
  readonly args?: readonly string[];
  readonly env?: Text;
  readonly cwd?: string;
  readonly url?: string;
  readonly headers?: Text;
  readonly transport?: 'http' | 'sse';
  readonly tls?: { readonly ca: string };
  readonly auth?: Readonly<Record<string, Value>>;
  readonly start?: {
    readonly command: string;
    readonly args?: readonly string[];
    readonly env?: Text;
    readonly cwd?: string;
    readonly ready?: {
      readonly http?: string;
      readonly tcp?: string;
      readonly log?: string;
      readonly timeout?: string;
    };
  };
  readonly from?: string;
  readonly package?: string;
  readonly bin?: string;
  readonly name?: string;
}

/** What the host says when the server asks. */
export interface SmokeAnswers {
  readonly elicitation?: readonly {
    readonly when?: { readonly message?: SmokeMatcher; readonly params?: SmokePaths };
    readonly mode?: 'form' | 'url';
    readonly action?: 'accept' | 'decline' | 'cancel';
    readonly content?: Readonly<Record<string, Value>>;
  }[];
  readonly sampling?: readonly {
    readonly when?: { readonly message?: SmokeMatcher; readonly params?: SmokePaths };
    readonly action?: 'accept' | 'decline';
    readonly text?: string;
    readonly model?: string;
  }[];
  readonly roots?: readonly string[];
}

/** `expect:` of a step. */
export interface SmokeExpect {
  readonly status?: 'ok' | 'error' | 'tool-error' | 'rpc-error' | number | readonly number[];
  readonly code?: number;
  readonly headers?: Readonly<Record<string, SmokeMatcher>>;
  readonly text?: SmokeMatcher;
  readonly structured?: SmokePaths;
  readonly json?: SmokePaths;
  readonly result?: SmokePaths;
  readonly notifications?: readonly {
    readonly method: string;
    readonly params?: SmokePaths;
    readonly count?: SmokeMatcher;
  }[];
  readonly maxLatency?: string;
  readonly snapshot?: true | { readonly ignore?: readonly string[] };
  readonly ignore?: readonly string[];
}

/** One of `steps:` or `teardown:`. One of `tool`, `resource`, `prompt`, `request` and `http` says which kind it is. */
export interface SmokeStep {
  readonly name?: string;
  readonly description?: string;
  readonly tool?: string;
  readonly resource?: string;
  readonly prompt?: string;
  readonly request?: { readonly method: string; readonly params?: Readonly<Record<string, Value>> };
  readonly http?: {
    readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
    readonly url: string;
    readonly headers?: Text;
    readonly json?: Value;
    readonly body?: string;
  };
  readonly args?: Readonly<Record<string, Value>>;
  readonly cases?: readonly Readonly<Record<string, Value>>[];
  readonly timeout?: string;
  readonly expect?: SmokeExpect;
  readonly answers?: SmokeAnswers;
  readonly capture?: Readonly<Record<string, string | { readonly path: string; readonly secret?: boolean }>>;
  readonly retry?: { readonly attempts?: number; readonly delay?: string };
  readonly repeat?: { readonly count?: number; readonly concurrency?: number };
  readonly sendInvalid?: boolean;
  readonly allowDestructive?: boolean;
  readonly safe?: boolean;
  readonly skip?: string;
  readonly todo?: string;
  readonly when?: { readonly env: readonly string[] };
  readonly tags?: readonly string[];
}

/** What a report says of itself where it is handed over. */
export interface SmokeCover extends Omit<Cover, 'logo'> {
  /** Path of a picture. */
  readonly logo?: string;
}

/** Levels by rule. */
export type SmokeLevels = Readonly<Record<string, 'error' | 'warning' | 'info' | 'off'>>;

/** A whole smoke file. */
export interface SmokeFile {
  readonly name?: string;
  readonly server: SmokeServer;
  readonly protocol?: string | readonly string[];
  readonly secrets?: readonly string[];
  readonly vars?: Readonly<Record<string, Value>>;
  readonly timeout?: string;
  readonly connectTimeout?: string;
  readonly limits?: { readonly message?: string };
  readonly tools?: { readonly include?: readonly string[]; readonly exclude?: readonly string[] };
  readonly coverage?: 'all' | 'warn' | 'off';
  readonly diagnose?: 'on' | 'off';
  readonly rules?: SmokeLevels | string | readonly (SmokeLevels | string)[];
  readonly probes?: 'all' | readonly ProbeName[];
  readonly answers?: SmokeAnswers;
  readonly report?: SmokeCover;
  readonly baseline?: string;
  readonly reporters?: readonly string[];
  readonly steps?: readonly SmokeStep[];
  readonly teardown?: readonly SmokeStep[];
}

/** The path of a smoke file, a folder or a pattern, or an object of a smoke file's shape. */
export type Given = string | URL | SmokeFile;
