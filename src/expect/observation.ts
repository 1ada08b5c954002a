/** What an expectation looks at. */

export interface Observation {
  /** The joined text of the result, or of the error. */
  readonly text: string;
  /** structuredContent, else the text parsed as JSON; `undefined` where it is neither. */
  readonly structured: unknown;
  readonly durationMs: number;
  /** Of an http step; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}
