import type { CustomCheck } from '../model.ts';

/** What the command line and the environment say about loading. */
export interface LoadOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** From `--var`; they win over `vars` of the file, and are not expanded. */
  readonly vars: Readonly<Record<string, string>>;
  /** Asked only for a file with `rules`. */
  readonly knownRules: () => Promise<readonly string[]>;
  /** The checks of a module, by its absolute path. Rejects with an Error that says what is wrong. Absent: no code is run. */
  readonly loadChecks?: (path: string) => Promise<readonly CustomCheck[]>;
  /** Those that hold for every file. */
  readonly checks?: readonly CustomCheck[];
  /** From the command line; they win over the file. A step's own `timeout` stays. */
  readonly timeoutMs?: number;
  readonly connectTimeoutMs?: number;
  /** A folder, without links: no host config outside of it is read. */
  readonly within?: string;
  /** `auto`, a revision, or several separated by commas. */
  readonly protocol?: string;
}
