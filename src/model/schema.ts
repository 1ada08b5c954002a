/** What the schema room says of one JSON Schema, and of a value against it. */

/** `where` is a JSON pointer into the schema. `kind` is the id of the rule that reports it. */
export interface SchemaProblem {
  readonly kind:
    | 'null-arrays'
    | 'unresolved-ref'
    | 'schema-uncompilable'
    | 'pattern-not-unicode'
    | 'schema-too-big'
    | 'schema-format-unknown'
    | 'dialect-unsupported'
    | 'enum-empty'
    | 'required-undefined'
    | 'not-checked';
  readonly message: string;
  readonly where: string;
}

/** `path` is a JSON pointer into the value; empty for the value itself. */
export interface ValueIssue {
  readonly path: string;
  readonly message: string;
  /** The steps that the value misses, where it is a number that does. */
  readonly multipleOf?: readonly number[];
  /** The value may be valid: the schema could not be run to its end. */
  readonly isUndecided?: true;
}

/** A compiled schema. `validate` is absent when the schema cannot be compiled. */
export interface SchemaVerdict {
  readonly dialect: 'draft-06' | 'draft-07' | '2019-09' | '2020-12';
  readonly problems: readonly SchemaProblem[];
  /** No issue: the value is valid. Runs under a limit of processor time; running out of it is an issue of its own. */
  readonly validate?: (value: unknown) => readonly ValueIssue[];
}
