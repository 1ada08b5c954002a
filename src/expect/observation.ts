/** What an expectation looks at. */

export interface Notification {
  readonly method: string;
  readonly params?: unknown;
}

/** What the server sent by itself. */
export interface Heard {
  readonly came: readonly Notification[];
  /** By method: why it could not be asked for. */
  readonly notes: ReadonlyMap<string, string>;
}

export interface Observation {
  /** The joined text of the result, or of the error. */
  readonly text: string;
  /** structuredContent, else the text parsed as JSON; `undefined` where it is neither. */
  readonly structured: unknown;
  /** As it came; `undefined` where there is none. */
  readonly result?: unknown;
  /** During the step. */
  readonly heard?: Heard;
  readonly durationMs: number;
  /** Of an http step; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}
