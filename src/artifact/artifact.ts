/** What comes of installing an artifact: how it is started, what it is, and what is wrong with it. */
import type { ArtifactFacts, StdioServer } from '../model.ts';
import type { StopSignal } from '../stopping.ts';
import type { Parent } from '../wire/parent.ts';

/** Of a rule of `checks/artifact`. */
export interface Note {
  readonly rule: string;
  readonly message: string;
  readonly evidence?: string;
  readonly hint?: string;
  readonly level?: 'error' | 'warning';
}

export interface Request {
  /** A path, absolute, or `docker:IMAGE`. */
  readonly source: string;
  /** Of several commands that it brings, this one. */
  readonly bin?: string;
  /** For the server. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What is asked for by name only: settings of a bundle, variables of a registry entry. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface Bench {
  /** Empty folders: to work in, and for the server to be started in. */
  readonly folder: string;
  readonly cwd: string;
  readonly stop: StopSignal;
  readonly parent: Parent;
}

/** Where it is not to be started, `command` is absent, and a note says why. */
export interface Prepared {
  readonly command?: Pick<StdioServer, 'command' | 'args' | 'env'>;
  readonly facts: ArtifactFacts;
  readonly notes: readonly Note[];
  /** What stderr of a server that did not start says about the artifact. */
  readonly atStart?: (stderr: string) => readonly Note[];
}

export type Prepare = (request: Request, bench: Bench) => Promise<Prepared>;
