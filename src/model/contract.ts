/** What a report says of the contract of a server. */

/** What the server promises, against the last release. */
export interface ContractFacts {
  /** The lock file. */
  readonly baseline: string;
  /** What the server called its version then. */
  readonly since?: string;
  readonly breaking: number;
  readonly added: number;
  /** Of changes that may break, or that only reword. */
  readonly changed: number;
  /** The version step that the changes ask for. */
  readonly suggests: 'major' | 'minor' | 'patch' | 'none';
}
