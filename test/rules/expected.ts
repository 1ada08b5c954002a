/** What a row of the table of rules holds: a fixture, and exactly what must be found in it. */

export interface Expected {
  /** By step, the rules that are broken at level error; all findings of a step that has none are listed nowhere. */
  readonly errors?: Readonly<Record<string, string>>;
  /** The same at level warning. */
  readonly warnings?: Readonly<Record<string, string>>;
  /** Warnings that may show in any step, since they come behind an answer: here the step does not count. */
  readonly behind?: string;
  /** Notes are free to come and go; these must come. */
  readonly notes?: Readonly<Record<string, string>>;
  /** Where it is not 1 for errors and 0 without. */
  readonly exit?: number;
  /** The `text` that the tools are called with. */
  readonly text?: string;
  /** Keys of the smoke file. */
  readonly file?: Readonly<Record<string, unknown>>;
  /** What the first finding must say of the cause or the place. */
  readonly says?: RegExp;
}

/** By fixture and arguments, as they are written on a command line. */
export type Rows = Readonly<Record<string, Expected>>;

/** An error in one step. */
export const error = (step: string, rules: string, more: Expected = {}): Expected => ({
  ...more,
  errors: { ...more.errors, [step]: rules },
});

/** A warning in one step; the run passes. */
export const warning = (step: string, rules: string, more: Expected = {}): Expected => ({
  ...more,
  warnings: { ...more.warnings, [step]: rules },
});

/** An error at connect after which nothing can be done: exit code 3. */
export const broken = (rules: string, more: Expected = {}): Expected => error('connect', rules, { exit: 3, ...more });
