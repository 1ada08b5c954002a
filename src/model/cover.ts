/** What a report says of itself where it is handed over: `report:` of the smoke file, and options of the command line. */

export interface Cover {
  readonly title?: string;
  /** The client. */
  readonly for?: string;
  /** The supplier. */
  readonly by?: string;
  /** A picture as a `data:` URI that has passed `config/logo.ts`: nothing in it runs or loads anything. */
  readonly logo?: string;
  /** What was tested and what was not: `staging, build 4711`. */
  readonly scope?: string;
  readonly note?: string;
}
